import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { FileFault } from '#shared/decisions/faults.ts'
import { lotsByHand, lotsOf } from '#shared/decisions/lots.ts'
import { count, type Method, methods } from '#shared/decisions/methods.ts'
import { countAsJson, countAsText } from '#shared/decisions/report.ts'
import { readBallotFile } from './ballotFile.ts'

const usage = `npm run count -- --method METHOD [options] FILE

Counts the ballots of FILE (BLT, CSV or JSON) and prints every stage.

  --method METHOD   ${methods.slice(0, 7).join(' ')}
                    ${methods.slice(7).join(' ')}
  --seats N         how many are elected, where not as the file says
  --most N          crosses under limited, points in all under cumulative and dot (default: the seats)
  --highest N       the highest score under score and star (default: 5)
  --dice TEXT       what public dice showed; lots follow from it and the file
  --lots "3 1 2"    the order of candidates in which lots fell by hand
  --lang zh|en      language of the report (default: en)
  --json            for programs: see docs/counting.md`

const options = {
  method: { type: 'string' },
  seats: { type: 'string' },
  most: { type: 'string' },
  highest: { type: 'string' },
  dice: { type: 'string', default: '' },
  lots: { type: 'string', default: '' },
  lang: { type: 'string', default: 'en' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** What was asked for cannot be done as asked: told in one sentence. */
class Misuse extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = argumentsGiven()
  const [file] = positionals
  if (values.help || !file) {
    process.stdout.write(`${usage}\n`)
    if (!values.help) process.exitCode = 2
    return
  }
  const language = values.lang === 'zh' ? 'zh' : 'en'
  try {
    const bytes = await readFile(file)
    const election = readBallotFile(basename(file), bytes)
    const method = methodNamed(values.method)
    const drawn = values.lots
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((number) => candidateIn(number, election.candidates.length))
    const root = createHash('sha256').update(bytes).digest('hex')
    const lots = lotsByHand(drawn.length > 0 ? drawn : election.lots, lotsOf({ root, dice: values.dice }))
    const numbers = {
      ...number('seats', values.seats),
      ...number('most', values.most),
      ...number('highest', values.highest),
    }
    const counted = { method, slate: election, count: count({ method, election, lots, ...numbers }) }
    const report = values.json ? JSON.stringify(countAsJson(counted), null, 2) : countAsText(counted, language)
    process.stdout.write(`${report}\n`)
  } catch (error) {
    process.stderr.write(`${complaint(error, { file, language })}\n`)
    process.exitCode = 1
  }
}

function argumentsGiven() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`)
    process.exit(2)
  }
}

function complaint(error: unknown, { file, language }: { file: string; language: 'zh' | 'en' }): string {
  if (error instanceof FileFault) return `${file}: ${error.sentence(language)}`
  if (error instanceof Misuse || error instanceof RangeError) return error.message
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `${file}: there is no such file`
  if ((error as NodeJS.ErrnoException).code === 'EISDIR') return `${file}: this is a folder`
  throw error
}

function methodNamed(name: string | undefined): Method {
  const method = methods.find((one) => one === name)
  if (!method) throw new Misuse(`--method should be one of: ${methods.join(' ')}`)
  return method
}

function number(name: 'seats' | 'most' | 'highest', text: string | undefined): Record<string, number> {
  if (text === undefined) return {}
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Misuse(`--${name} should be a whole number above 0`)
  return { [name]: Number(text) }
}

function candidateIn(text: string, candidates: number): number {
  const candidate = Number(text)
  if (!Number.isSafeInteger(candidate) || candidate < 1 || candidate > candidates) {
    throw new Misuse(`--lots should name candidates by number, from 1 to ${candidates}`)
  }
  return candidate - 1
}

await main()
