import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastOf, hexOf, oklchOf } from './colour.ts'
import { brandOf, houseColour, paper } from './palette.ts'
import { dusk, ink, warmGrey } from './theme.ts'

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('contrast is that of WCAG', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
  expect(contrastOf('#ff0000', '#ffffff')).toBeCloseTo(3.998, 2)
})

test('every colour comes back from OKLCH as it went in', () => {
  fc.assert(fc.property(anyColour, (colour) => hexOf(oklchOf(colour)) === colour))
})

test('whatever colour a cluster has, fills, their text and links are legible by day and at dusk', () => {
  fc.assert(
    fc.property(anyColour, (colour) => {
      const { palette, fill, text } = brandOf(colour)
      expect(palette).toHaveLength(10)
      for (const scheme of ['light', 'dark'] as const) {
        const filled = palette[fill[scheme]]!
        expect(Math.max(contrastOf(filled, '#ffffff'), contrastOf(filled, '#000000'))).toBeGreaterThanOrEqual(4.5)
        for (const ground of Object.values(paper[scheme])) {
          expect(contrastOf(filled, ground)).toBeGreaterThanOrEqual(3)
          expect(contrastOf(palette[text[scheme]]!, ground)).toBeGreaterThanOrEqual(4.5)
        }
      }
    }),
  )
})

test('a colour of middling lightness is kept to the letter as the fill', () => {
  for (const colour of [houseColour, '#c2452d', '#2f5fb3', '#2f7a4d']) {
    const { palette, fill } = brandOf(colour)
    expect(palette[fill.light]).toBe(colour)
  }
})

test('ink and dimmed ink are legible on every paper', () => {
  for (const ground of [...Object.values(paper.light), warmGrey[0]]) {
    expect(contrastOf(ink.light.text, ground)).toBeGreaterThanOrEqual(10)
    expect(contrastOf(ink.light.dimmed, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(ink.light.error, ground)).toBeGreaterThanOrEqual(4.5)
  }
  for (const ground of [...Object.values(paper.dark), dusk[6]]) {
    expect(contrastOf(ink.dark.text, ground)).toBeGreaterThanOrEqual(10)
    expect(contrastOf(ink.dark.dimmed, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(ink.dark.error, ground)).toBeGreaterThanOrEqual(4.5)
  }
})
