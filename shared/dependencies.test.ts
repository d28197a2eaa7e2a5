import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const { dependencies, devDependencies, overrides } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'overrides',
  Record<string, string>
>
const document = read('docs/dependencies.md')
const rows = Array.from(document.matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$/gm), ([, name, , , licence]) => ({
  name: name!,
  licence: licence!,
}))

test('each dependency has its line, and each line its dependency', () => {
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)]
  expect(rows.map(({ name }) => name).sort()).toEqual(names.sort())
  for (const name of Object.keys(overrides)) expect(document).toContain(`\`${name}\``)
})

test('what runs on the server stands under run time, and only that', () => {
  const atRunTime = document.slice(0, document.indexOf('## Bundled into the client'))
  const stated = Array.from(atRunTime.matchAll(/^\| `([^`]+)`/gm), (match) => match[1])
  expect(stated.sort()).toEqual(Object.keys(dependencies).sort())
})

test('each line states the licence that the package itself states', () => {
  const wrong = rows.filter(
    ({ name, licence }) => JSON.parse(read(`node_modules/${name}/package.json`)).license !== licence,
  )
  expect(wrong).toEqual([])
})

test('versions are exact, and the lock file names no host', () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d/.test(version))
  expect(loose).toEqual([])
  expect(read('package-lock.json')).not.toContain('"resolved"')
})
