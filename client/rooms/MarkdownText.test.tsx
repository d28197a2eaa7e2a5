import { expect, test } from 'vitest'
import { renderPage } from '#client/testing/render.tsx'
import { MarkdownText } from './MarkdownText.tsx'

const shown = (text: string) => renderPage(<MarkdownText text={text} />).container

test.each([
  '<img src=x onerror="alert(1)">',
  'before <b>bold</b> after',
  '> <script>alert(2)</script>',
  '- <u>item</u>',
  '<!-- a comment -->',
])('written tags are shown as they were written: %s', (text) => {
  const container = shown(text)
  expect(container.textContent?.trim()).toContain(text.replace(/^[>-] /, ''))
  expect(container.querySelectorAll('img, b, script, u')).toHaveLength(0)
})

test('a link that runs code, and a picture from elsewhere, are no more than words', () => {
  const container = shown('[click](javascript:alert(3)) ![seen](https://elsewhere.example/pixel.png)')
  expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://elsewhere.example/pixel.png',
  ])
  expect(container.querySelector('img')).toBeNull()
})
