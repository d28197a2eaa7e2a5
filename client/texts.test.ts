import { globSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { literalsIn } from './testing/literals.ts'
import { texts } from './texts.ts'

// Tables of later pages bring themselves.
for (const file of globSync('client/*/*.texts.ts')) await import(pathToFileURL(file).href)
const entries = Object.entries(texts)
const formsOf = (text: string | { one: string; other: string }) =>
  typeof text === 'string' ? [text] : [text.one, text.other]
const placesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
/** Names that are written alike in both: the product's, and each language's own. */
const isName = (key: string) => key === 'platform.product' || key.startsWith('language.self.')

test('every text stands in both languages, and says the same values', () => {
  const faults = entries.filter(([, { zh, en }]) =>
    [zh, ...formsOf(en)].some((text) => text.trim() === '' || placesIn(text).join() !== placesIn(zh).join()),
  )
  expect(faults.map(([key]) => key)).toEqual([])
})

test('Chinese is Chinese with its own punctuation, and English is not', () => {
  const halfWidth = /\p{Script=Han}\s*[,;:?!]|[,;:?!]\s*\p{Script=Han}|\p{Script=Han} \p{Script=Han}/u
  const faults = entries.filter(
    ([key, { zh, en }]) =>
      !isName(key) && (halfWidth.test(zh) || formsOf(en).some((text) => /\p{Script=Han}/u.test(text))),
  )
  expect(faults.map(([key]) => key)).toEqual([])
})

test('no key stands in two tables', () => {
  const tables = globSync('client/*/*.texts.ts').map((file) => readFileSync(file, 'utf8'))
  const keys = tables.flatMap((table) => [...table.matchAll(/^ {2}'([\w.]+)': \{/gm)].map((match) => match[1]!))
  expect(keys.length).toBeGreaterThan(100)
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
  expect(new Set(keys)).toEqual(new Set(Object.keys(texts)))
})

test('every text is used somewhere', () => {
  const sources = globSync('client/**/*.{ts,tsx}', { exclude: ['client/dist/**'] })
    .filter((file) => !file.endsWith('.texts.ts') && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  // A key is composed of a literal start, one word that varies, and a literal end.
  const composed = [...sources.matchAll(/`([\w.]+\.)\$\{[^}]+\}([\w.]*)`/g)].map(
    ([, start = '', end = '']) => new RegExp(`^${start}\\w+${end}$`.replaceAll('.', '\\.')),
  )
  const unused = Object.keys(texts).filter(
    (key) => !sources.includes(`'${key}'`) && !composed.some((pattern) => pattern.test(key)),
  )
  expect(unused).toEqual([])
})

test('no words stand in the client outside of its tables', () => {
  const files = globSync('client/**/*.{ts,tsx}', { exclude: ['client/dist/**', 'client/testing/**'] }).filter(
    (file) => !/\.texts\.ts$|\.test\.tsx?$|\.config\.ts$/.test(file),
  )
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap((file) =>
    literalsIn(file, readFileSync(file, 'utf8')).map(({ line, text }) => `${file}:${line} ${text}`),
  )
  expect(found).toEqual([])
})

test.each([
  ['text between tags', '<Button>Save</Button>', ['Save']],
  ['an accessible name', '<button aria-label="Close" />', ['Close']],
  ['a condition', '<p>{isOpen ? "Open" : "Closed"}</p>', ['Open', 'Closed']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code to be searched
  ['a template', '<p title={`Hello ${name}`} />', ['Hello']],
  ['an option', '<Select data={[{ value: "a", label: "Apple" }]} />', ['Apple']],
  ['a Chinese string anywhere', 'notify("已保存")', ['已保存']],
  ['a fallback', '<p>{name ?? "Nobody"}</p>', ['Nobody']],
])('the search finds %s', (_, code, words) => {
  expect(literalsIn('sample.tsx', `export const a = () => ${code}`).map(({ text }) => text)).toEqual(words)
})

test('the search leaves technical strings and keys alone', () => {
  const code = '<Button variant="subtle" type="submit" title={t("platform.save")}>{t("platform.save")} · 1</Button>'
  expect(literalsIn('sample.tsx', `export const a = ${code}`)).toEqual([])
})
