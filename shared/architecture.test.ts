import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Each feature may use those before it; what one causes in a later one is a reaction. */
const order = [
  'platform',
  'members',
  'files',
  'notices',
  'rooms',
  'decisions',
  'exchange',
  'docking',
  'salons',
  'standards',
  'brand',
  'governance',
  'demo',
]
const reach: Record<string, string[]> = {
  shared: ['shared'],
  server: ['server', 'shared'],
  client: ['client', 'shared'],
  bench: ['bench', 'server', 'shared'],
  e2e: ['e2e', 'server', 'shared'],
}
const longestFile = 300
/** What speaks to the world outside is the platform's alone. */
const platformOnly = /^(express|socket\.io|nodemailer|better-auth|helmet|pino-http|prom-client|ioredis)(\/|$)/

interface Source {
  path: string
  side: string
  /** Null for the files that compose a whole side. */
  feature: string | null
  text: string
  imports: string[]
  isTest: boolean
}

const sources = Object.keys(reach).flatMap(sourcesOf)
const inHouse = sources.filter(({ path }) => !path.startsWith('server/embedded-mongo/'))
const product = inHouse.filter(({ isTest, feature }) => !isTest && feature !== 'testing')

function sourcesOf(side: string): Source[] {
  return readdirSync(`${root}${side}`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${side}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)(dist|node_modules|public)\//.test(path))
    .map((path) => {
      const text = readFileSync(root + path, 'utf8')
      const parts = path.split('/')
      const imports = Array.from(text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^'\n]+)'/gm), (match) => match[1]!)
      return {
        path,
        side,
        feature: parts.length > 2 ? parts[1]! : null,
        text,
        imports,
        isTest: /\.test\.tsx?$/.test(path),
      }
    })
}

const breaches = (of: Source[], isBreach: (source: Source, target: string) => boolean) =>
  of.flatMap((source) =>
    source.imports.filter((target) => isBreach(source, target)).map((target) => `${source.path} -> ${target}`),
  )

describe('imports', () => {
  test('were found at all', () => {
    expect(sources.length).toBeGreaterThan(60)
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200)
  })

  test('reach only the sides that a side may know', () => {
    const isForeign = ({ side, isTest }: Source, target: string) => {
      const targetSide = /^#(\w+)\//.exec(target)?.[1]
      if (!targetSide || (isTest && side !== 'shared')) return false
      return !reach[side]!.includes(targetSide)
    }
    expect(breaches(inHouse, isForeign)).toEqual([])
  })

  test('of shared touch nothing of Node or the browser', () => {
    const isImpure = ({ side, isTest }: Source, target: string) =>
      side === 'shared' &&
      !isTest &&
      !/^(#shared\/|\.\/|zod$|csv-stringify\/browser\/esm\/sync$|@noble\/hashes\/)/.test(target)
    expect(breaches(inHouse, isImpure)).toEqual([])
  })

  test('of rules bring no shapes with them, so that the first page comes without zod', () => {
    const isRule = ({ side, path, isTest }: Source) =>
      side === 'shared' && !isTest && !/(\.shape|contract)\.ts$/.test(path)
    const values = /^import (?!type )[^']*'([^']+)'/gm
    const shapes = inHouse
      .filter(isRule)
      .flatMap(({ path, text }) =>
        Array.from(text.matchAll(values), (match) => `${path} -> ${match[1]}`).filter((way) =>
          /zod$|\.shape\.ts$|contract\.ts$/.test(way),
        ),
      )
    expect(shapes).toEqual([])
  })

  test('of a feature lead to itself or to those before it', () => {
    const isUpwards = ({ feature, isTest }: Source, target: string) => {
      const targetFeature = /^#\w+\/([\w-]+)\//.exec(target)?.[1]
      const [own, other] = [order.indexOf(feature ?? ''), order.indexOf(targetFeature ?? '')]
      return !isTest && own !== -1 && other > own
    }
    expect(breaches(inHouse, isUpwards)).toEqual([])
  })

  test('of a platform never lead to the files that compose the house', () => {
    const isUpwards = ({ side, feature, isTest }: Source, target: string) =>
      side === 'server' && !isTest && feature !== null && feature !== 'testing' && /^#server\/\w+\.ts$/.test(target)
    expect(breaches(product, isUpwards)).toEqual([])
  })

  test('of embedded-mongo know nothing of Chandelier', () => {
    const ours = sources.filter(({ path }) => path.startsWith('server/embedded-mongo/'))
    const isOurs = (_: Source, target: string) =>
      target.startsWith('#') && !target.startsWith('#server/embedded-mongo/')
    expect(breaches(ours, isOurs)).toEqual([])
  })

  test('of what only tests need stay in tests', () => {
    const isTesting = ({ side }: Source, target: string) =>
      /^#\w+\/testing\//.test(target) && !['bench', 'e2e'].includes(side)
    expect(breaches(product, isTesting)).toEqual([])
  })

  test('are named from the root or from the same folder, with their ending', () => {
    const isLoose = (_: Source, target: string) =>
      target.startsWith('../') || (/^(#|\.\/)/.test(target) && !/\.(tsx?|css|json|svg|mjs)$/.test(target))
    expect(breaches(inHouse, isLoose)).toEqual([])
  })

  test('of the server hold no JSX, which Node cannot read', () => {
    const isJsx = ({ side }: Source, target: string) => ['server', 'shared'].includes(side) && target.endsWith('.tsx')
    expect(breaches(inHouse, isJsx)).toEqual([])
  })
})

describe('the world outside', () => {
  const features = product.filter(({ side, feature }) => side === 'server' && feature !== 'platform')

  test('is reached by the platform alone', () => {
    expect(breaches(features, (_, target) => platformOnly.test(target))).toEqual([])
  })

  test('is the database for models alone', () => {
    const isStray = ({ path }: Source, target: string) =>
      /^(mongoose|mongodb)$/.test(target) && !path.endsWith('.model.ts')
    expect(breaches(features, isStray)).toEqual([])
  })

  test('is the clock for the platform alone', () => {
    const tellers = features.filter(({ text }) => /\bDate\.now\(|\bnew Date\(\)/.test(text))
    expect(tellers.map(({ path }) => path)).toEqual([])
    const inShared = product.filter(({ side, text }) => side === 'shared' && /\bDate\.now\(|\bnew Date\(\)/.test(text))
    expect(inShared.map(({ path }) => path)).toEqual([])
  })

  test('is the environment for the programs that people start', () => {
    const programs = ['server/main.ts', 'server/demo.ts', 'server/recover.ts']
    const readers = product.filter(({ side, text }) => side === 'server' && text.includes('process.env'))
    expect(readers.map(({ path }) => path).filter((path) => !programs.includes(path))).toEqual([])
  })

  test('is Socket.IO for the client platform alone', () => {
    const client = product.filter(({ side, feature }) => side === 'client' && feature !== 'platform')
    expect(breaches(client, (_, target) => target === 'socket.io-client')).toEqual([])
  })
})

describe('files', () => {
  test('lie at root, feature, file', () => {
    expect(inHouse.map(({ path }) => path).filter((path) => path.split('/').length > 3)).toEqual([])
  })

  test('are read in one sitting', () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    expect(long.filter(({ lines }) => lines > longestFile)).toEqual([])
  })

  test('export by name', () => {
    const isConfig = /(^|\/)\w+\.config\.ts$/
    const defaults = sources.filter(({ path, text }) => !isConfig.test(path) && /^export default\b/m.test(text))
    expect(defaults.map(({ path }) => path)).toEqual([])
  })

  test('have names that say what they hold', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|types|index)(\/|\.)/i
    expect(sources.map(({ path }) => path).filter((path) => empty.test(path))).toEqual([])
  })
})

describe('refusals', () => {
  const users = product.filter(({ path }) => !/^shared\/(decisions\/)?\w*[rR]efusals\.ts$/.test(path))
  const known = Object.keys(refusals)

  test('say a sentence that exists', () => {
    const used = users.flatMap(({ path, text }) =>
      [
        ...text.matchAll(/new Refusal\(\s*'\w+',\s*'([^']+)'/g),
        ...text.matchAll(/\berror: '([a-z]+\.[\w.]+)'/g),
        ...text.matchAll(/\bkey: '((?:platform|members|files|notices|rooms|decisions)\.[\w.]+)'/g),
      ].map((match) => ({ path, key: match[1]! })),
    )
    expect(used.length).toBeGreaterThan(20)
    expect(used.filter(({ key }) => !known.includes(key))).toEqual([])
  })

  test('have no sentence that nobody says', () => {
    const all = users.map(({ text }) => text).join('\n')
    expect(known.filter((key) => !all.includes(`'${key}'`))).toEqual([])
  })
})
