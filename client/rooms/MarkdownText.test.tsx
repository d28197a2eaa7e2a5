import { expect, test } from 'vitest'
import { useSession } from '#client/members/me.store.ts'
import { buildPerson } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import { MarkdownText } from './MarkdownText.tsx'

const shown = (text: string) => renderPage(<MarkdownText text={text} />).container
/** Without the kit's own style sheets. */
const markupOf = (text: string) => shown(text).innerHTML.replace(/<style.*?<\/style>/gs, '')

test.each([
  '<img src=x onerror="alert(1)">',
  'before <b>bold</b> after',
  '> <script>alert(2)</script>',
  '- <u>item</u>',
  '- <div>item</div>',
  '<!-- a comment -->',
  '<?php echo 1 ?>',
])('written tags are shown as they were written: %s', (text) => {
  const container = shown(text)
  expect(container.textContent?.trim()).toContain(text.replace(/^[>-] /, ''))
  expect(container.querySelectorAll('img, b, script, u, div div')).toHaveLength(0)
})

test('a link that runs code, and a picture from elsewhere, are no more than words', () => {
  const container = shown('[click](javascript:alert(3)) ![seen](https://elsewhere.example/pixel.png)')
  expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://elsewhere.example/pixel.png',
  ])
  expect(container.querySelector('img')).toBeNull()
})

test.each([
  '[a](JaVaScRiPt:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](\tjavascript:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](vbscript:x) [b](//elsewhere.example) [c](/sign-out)',
  '[a][r]\n\n[r]: javascript:alert(1)',
  '![a](javascript:alert(1)) ![b][r]\n\n[r]: data:image/svg+xml,x',
  '<javascript:alert(4)> xmpp:a@b.example',
])('nothing but the web and mailboxes is linked to: %j', (text) => {
  for (const link of shown(text).querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^mailto:/)
})

test.each([
  ['a *b* **c** ~~d~~ `e`', '<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>'],
  ['one  \ntwo\nthree', '<p>one<br>two\nthree</p>'],
  ['## head\n\n***', '<h2>head</h2><hr>'],
  ['> said\n> > before', '<blockquote><p>said</p><blockquote><p>before</p></blockquote></blockquote>'],
  ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['- a\n  - b', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
  ['- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
  ['```js\na < b\n```', '<pre tabindex="0"><code>a &lt; b\n</code></pre>'],
])('%j is shown as it is meant', (text, markup) => expect(markupOf(text)).toBe(`<div>${markup}</div>`.slice(5, -6)))

test('tasks have boxes that cannot be ticked, and tables their columns', () => {
  const tasks = shown('- [ ] open\n- [x] done')
  const boxes = [...tasks.querySelectorAll('input')]
  expect(boxes.map(({ type, checked, disabled }) => [type, checked, disabled])).toEqual([
    ['checkbox', false, true],
    ['checkbox', true, true],
  ])
  const table = shown('| a | b |\n| :- | -: |\n| 1 | *2* | 3 |\n| 4 |')
  const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.innerHTML))
  expect(rows).toEqual([
    ['a', 'b'],
    ['1', '<em>2</em>'],
    ['4', ''],
  ])
  expect(table.querySelector<HTMLElement>('td:last-child')?.style.textAlign).toBe('right')
})

test('references lead where the text says below, the first that it says, and notes stand at the end', () => {
  const container = shown('[there][x] and[^n]\n\n[x]: https://one.example\n[x]: https://two.example\n[^n]: a note')
  expect(container.querySelector('a')?.getAttribute('href')).toBe('https://one.example')
  expect(container.querySelector('sup')?.textContent).toBe('1')
  expect(container.querySelector('ol')?.textContent).toBe('a note')
})

test('who is mentioned stands there by name, in bold print and after other words too', () => {
  useSession.setState({ state: 'member', me: { person: buildPerson({ id: 'me' }) } as never })
  const container = shown('x@[李明](p-1) **@[her](me)** @[not a person](https://x.example)')
  const mentions = [...container.querySelectorAll<HTMLElement>('[data-mention]')]
  expect(mentions.map(({ dataset, textContent }) => [dataset['mention'], dataset['isMe'], textContent])).toEqual([
    ['p-1', undefined, '@李明'],
    ['me', 'true', '@her'],
  ])
  expect(container.querySelector('a')?.textContent).toBe('not a person')
})

test.each([
  '>'.repeat(9999),
  '+ '.repeat(4999),
  `${'*a '.repeat(1700)}${'b* '.repeat(1600)}`,
  `${'*a '.repeat(300)}${'b* '.repeat(300)}`,
])('what would bury its reader in levels is shown as it was written: %s', (text) => {
  expect(shown(text).textContent).toContain(text)
})
