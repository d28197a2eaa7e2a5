import { contrastOf, hexOf, oklchOf } from './colour.ts'

export type Palette = [string, string, string, string, string, string, string, string, string, string]
interface PerScheme<Value> {
  light: Value
  dark: Value
}
export interface Brand {
  palette: Palette
  /** The steps that fill buttons: at least 3:1 against the paper (WCAG 1.4.11). */
  fill: PerScheme<number>
  /** The steps that links are written in: at least 4.5:1 on the paper and on the cards (WCAG 1.4.3). */
  text: PerScheme<number>
}

/** The house's own colour: brass in lamp light. */
export const houseColour = '#a8641c'
/** What the page and its raised parts lie on. */
export const paper: PerScheme<{ page: string; card: string }> = {
  light: { page: '#faf8f5', card: '#ffffff' },
  dark: { page: '#191613', card: '#221e1a' },
}
const lightnessSteps = [0.972, 0.935, 0.88, 0.815, 0.75, 0.685, 0.615, 0.545, 0.475, 0.4]

/** Ten steps of one hue from pale to deep; the step nearest to the given colour is that very colour. */
export function brandOf(colour: string): Brand {
  const base = oklchOf(colour)
  const away = lightnessSteps.map((lightness) => Math.abs(lightness - base.lightness))
  const own = away.indexOf(Math.min(...away))
  const palette = lightnessSteps.map((lightness, step) => {
    if (step === own) return colour.toLowerCase()
    // Pale tints of a strong colour must stay calm, so chroma falls towards the light end.
    const fade = step < own ? 0.25 + (0.75 * step) / own : 1
    return hexOf({ lightness, chroma: base.chroma * fade, hue: base.hue })
  }) as Palette
  return {
    palette,
    fill: { light: deepEnough(palette, own, 3), dark: paleEnough(palette, own, 3) },
    text: { light: deepEnough(palette, own, 4.5), dark: paleEnough(palette, own, 4.5) },
  }
}

function deepEnough(palette: Palette, from: number, ratio: number): number {
  const step = palette.findIndex((colour, at) => at >= from && contrastOf(colour, paper.light.page) >= ratio)
  return step < 0 ? 9 : step
}

function paleEnough(palette: Palette, from: number, ratio: number): number {
  const step = palette.findLastIndex((colour, at) => at <= from && contrastOf(colour, paper.dark.card) >= ratio)
  return Math.max(step, 0)
}
