import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '#client/testing/render.tsx'
import { LinkedText } from './LinkedText.tsx'

const linksIn = (text: string) => {
  renderPage(<LinkedText text={text} />)
  return screen.queryAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])
}

test('a page of this hub, alone on its line, is shown and linked with the address that the reader came to', () => {
  const whole = `${location.origin}/reset?token=abc_-9`
  expect(linksIn('Open this link:\n\n/reset?token=abc_-9\n\nIt works once.\n')).toEqual([[whole, whole]])
})

test('a web address stays as it was written', () => {
  const address = 'https://hub.example/invitations/abc'
  expect(linksIn(`请打开（${address}）`)).toEqual([[address, address]])
})

test.each(['//evil.example/reset', '/\\evil.example', 'and/or', 'either /or', '/'])(
  '%s is no page of this hub',
  (text) => {
    expect(linksIn(`Because:\n\n${text}\n`)).toEqual([])
  },
)
