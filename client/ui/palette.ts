import { contrastOf, hexOf, type Oklch, oklchOf } from './colour.ts'

export type Palette = [string, string, string, string, string, string, string, string, string, string]

/** The house's own colour: brass in lamp light. */
export const houseColour = '#a8641c'
/** What the page and its raised parts lie on. */
export const paper = {
  light: { page: '#faf8f5', card: '#ffffff' },
  dark: { page: '#191613', card: '#221e1a' },
}
/** The step of a palette that fills buttons, white written on it, and the one that links are written in. */
export const fillStep = { light: 7, dark: 6 } as const
export const linkStep = { light: 7, dark: 4 } as const

/** WCAG 1.4.3 asks 4.5; the rest is for the page, which is a little darker than white. */
const legible = 4.8
/** WCAG 1.4.11: what fills a button stands out from what it lies on. */
const visible = 3
const pale = [0.972, 0.935, 0.88, 0.815, 0.75, 0.685]

/**
 * Ten steps of one hue from pale to deep, legible by construction whatever the colour is. The fill by day is that very
 * colour, or the nearest deeper one on which white can be read; at dusk the nearest paler one that still stands out.
 */
export function paletteOf(colour: string): Palette {
  const base = oklchOf(colour)
  const byDay = until(base, -0.004, (hex) => contrastOf(hex, '#ffffff') >= legible)
  const atDusk = until(byDay, 0.004, (hex) => contrastOf(hex, paper.dark.card) >= visible)
  const tints = pale.map((lightness, step) =>
    // Pale tints of a strong colour must stay calm, so chroma falls towards the light end.
    hexOf({ lightness, chroma: base.chroma * (0.3 + 0.14 * step), hue: base.hue }),
  )
  const deeper = [0.85, 0.7].map((share) => hexOf({ ...byDay, lightness: byDay.lightness * share }))
  return [...tints, hexOf(atDusk), hexOf(byDay), ...deeper] as Palette
}

/** The colour itself, or the first one lighter or darker by steps that does. */
function until(from: Oklch, by: number, does: (hex: string) => boolean): Oklch {
  let { lightness } = from
  while (!does(hexOf({ ...from, lightness })) && lightness >= 0 && lightness <= 1) lightness += by
  return { ...from, lightness }
}
