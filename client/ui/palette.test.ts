import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrastOf, hexOf, oklchOf } from './colour.ts'
import { fillStep, linkStep, type Palette, paletteOf, paper } from './palette.ts'
import { dusk, ink, signals, warmGrey } from './theme.ts'

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('contrast is that of WCAG', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
  expect(contrastOf('#ff0000', '#ffffff')).toBeCloseTo(3.998, 2)
})

test('every colour comes back from OKLCH as it went in', () => {
  fc.assert(fc.property(anyColour, (colour) => hexOf(oklchOf(colour)) === colour))
})

test('whatever colour a cluster has, fills, their text, links and badges are legible by day and at dusk', () => {
  for (const edge of ['#000000', '#ffffff', '#ffff00', '#0000ff']) expectLegible(paletteOf(edge))
  fc.assert(fc.property(anyColour, (colour) => expectLegible(paletteOf(colour))))
})

test.each(Object.entries(signals))('the signal colour %s is as legible', (_, palette) => expectLegible(palette))

function expectLegible(palette: Palette) {
  expect(palette).toHaveLength(10)
  for (const scheme of ['light', 'dark'] as const) {
    const fill = palette[fillStep[scheme]]!
    expect(contrastOf(fill, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    for (const ground of Object.values(paper[scheme])) {
      expect(contrastOf(fill, ground)).toBeGreaterThanOrEqual(3)
      expect(contrastOf(palette[linkStep[scheme]]!, ground)).toBeGreaterThanOrEqual(4.5)
    }
  }
  // Mantine's light variant: the deepest on a pale tint by day, the palest on the halved deepest at dusk.
  expect(contrastOf(palette[9], palette[1])).toBeGreaterThanOrEqual(4.5)
  expect(contrastOf(palette[0], palette[9])).toBeGreaterThanOrEqual(4.5)
}

test('a colour that can carry white is the fill by day to the letter, one that cannot goes deeper in its hue', () => {
  for (const colour of ['#8a5a14', '#b3382c', '#2f5fb3', '#2f6a4d'])
    expect(paletteOf(colour)[fillStep.light]).toBe(colour)
  const yellow = paletteOf('#ffd400')[fillStep.light]!
  expect(oklchOf(yellow).hue).toBeCloseTo(oklchOf('#ffd400').hue, 1)
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
