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

test('the styles of every Mantine component in use are imported, and no others', () => {
  const index = readFileSync(`${core}/esm/index.mjs`, 'utf8')
  const fileOf = (name: string) =>
    new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "(\\./[^"]+)"`).exec(index)?.[1]
  const ours = globSync('client/**/*.{ts,tsx}', { exclude: ['client/dist/**', 'client/testing/**', '**/*.test.*'] })
  const sources = [...ours, ...globSync('node_modules/@mantine/notifications/esm/**/*.mjs')]
  const used = sources.flatMap((file) => namesIn(readFileSync(file, 'utf8'), '@mantine/core'))
  const files = [...new Set(used)].flatMap((name) => fileOf(name.split(' as ')[0]!) ?? [])
  expect(files.length).toBeGreaterThan(20)
  const needed = new Set(files.flatMap((file) => stylesOf(join(core, 'esm', file))))
  const imported = readFileSync('client/ui/mantine.ts', 'utf8').matchAll(/core\/styles\/([A-Z]\w+)\.css/g)
  expect([...imported].map((match) => match[1]).sort()).toEqual([...needed].sort())
})
