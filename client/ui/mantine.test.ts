import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const core = 'node_modules/@mantine/core'
const namesIn = (source: string, from: string) =>
  [...source.matchAll(new RegExp(`import \\{([^}]+)\\} from ['"]${from}['"]`, 'g'))]
    .flatMap((match) => match[1]!.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))

/** Style sheets that a module and all that it imports bring, those of what it builds on first. */
function stylesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const imports = [...readFileSync(file, 'utf8').matchAll(/from "(\.[^"]+)"/g)].map((match) =>
    join(dirname(file), match[1]!),
  )
  const own = imports.filter((path) => /\.module\.mjs$/.test(path)).map((path) => basename(path, '.module.mjs'))
  return [
    ...imports
      .filter((path) => !/\.module\.mjs$/.test(path) && existsSync(path))
      .flatMap((path) => stylesOf(path, seen)),
    ...own,
  ]
}

const index = readFileSync(`${core}/esm/index.mjs`, 'utf8')
const fileOf = (name: string) =>
  new RegExp(`import \\{[^}]*\\b${name.split(' as ')[0]}\\b[^}]*\\} from "(\\./[^"]+)"`).exec(index)?.[1]
const neededBy = (file: string) =>
  namesIn(readFileSync(file, 'utf8'), '@mantine/core')
    .flatMap((name) => fileOf(name) ?? [])
    .flatMap((path) => stylesOf(join(core, 'esm', path)))
const importedBy = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/core\/styles\/([A-Z]\w+)\.css/g)].map((match) => match[1]!)

const ours = globSync('client/**/*.{ts,tsx}', { exclude: ['client/dist/**', 'client/testing/**', '**/*.test.*'] })
const late = importedBy('client/ui/mantineLate.ts')

test('the styles of every Mantine component in use are imported once, and no others', () => {
  const sources = [...ours, ...globSync('node_modules/@mantine/notifications/esm/**/*.mjs')]
  const needed = new Set(sources.flatMap(neededBy))
  expect(needed.size).toBeGreaterThan(20)
  expect([...importedBy('client/ui/mantine.ts'), ...late].sort()).toEqual([...needed].sort())
})

test('whoever uses a component whose styles come late brings them', () => {
  const users = ours.filter((file) => neededBy(file).some((style) => late.includes(style)))
  expect(users.length).toBeGreaterThan(10)
  const bare = users.filter((file) => !readFileSync(file, 'utf8').includes("/mantineLate.ts'"))
  expect(bare).toEqual([])
})
