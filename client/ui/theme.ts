import { type CSSVariablesResolver, createTheme, type MantineThemeOverride } from '@mantine/core'
import { fillStep, houseColour, linkStep, type Palette, paletteOf, paper } from './palette.ts'

/** Greys with a little of the lamp in them. */
export const warmGrey: Palette = [
  '#faf8f5',
  '#f4f0ea',
  '#eae4db',
  '#ded6ca',
  '#cbc1b2',
  '#a99d8c',
  '#6b6154',
  '#5f564a',
  '#433c33',
  '#2a2520',
]
/** The hall at dusk; 7 is the page, 6 what lies on it, 4 its edges. */
export const dusk: Palette = [
  '#ece5da',
  '#cfc5b8',
  '#aea294',
  '#6e6458',
  '#3d362f',
  '#2d2822',
  '#221e1a',
  '#191613',
  '#12100d',
  '#0c0a08',
]

/** What is written, by scheme. */
export const ink = {
  light: { text: '#26211c', dimmed: warmGrey[6], error: '#b3261e' },
  dark: { text: dusk[0], dimmed: dusk[2], error: '#ff9a8f' },
}

export const fontStack =
  "'House Emoji', system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"

/** What is good, to be heeded or gone wrong, in the house's own tones and as legible as the brand. */
export const signals = {
  red: paletteOf('#b3382c'),
  orange: paletteOf('#b8601a'),
  yellow: paletteOf('#94690b'),
  green: paletteOf('#3d7a35'),
  teal: paletteOf('#1f7a66'),
  blue: paletteOf('#3568a8'),
}

/** Mantine's theme in the cluster's colour, or in the house's own before there is a cluster. */
export function themeOf(colour: string | null): MantineThemeOverride {
  return createTheme({
    primaryColor: 'brand',
    colors: { ...signals, brand: paletteOf(colour ?? houseColour), gray: warmGrey, dark: dusk },
    primaryShade: fillStep,
    white: paper.light.card,
    black: ink.light.text,
    fontFamily: fontStack,
    headings: { fontFamily: fontStack, fontWeight: '650' },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Badge: { styles: { root: { textTransform: 'none' } } },
      // The placeholder would be an element that a menu may not hold.
      Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    },
  })
}

/** What Mantine's variables cannot be told by the theme alone. */
export const cssVariables: CSSVariablesResolver = () => {
  const links = (step: number) => ({
    '--mantine-color-anchor': `var(--mantine-color-brand-${step})`,
    '--mantine-color-brand-text': `var(--mantine-color-brand-${step})`,
    '--mantine-color-brand-outline': `var(--mantine-color-brand-${step})`,
  })
  return {
    variables: {},
    light: {
      ...links(linkStep.light),
      '--mantine-color-body': paper.light.page,
      '--mantine-color-dimmed': ink.light.dimmed,
      '--mantine-color-error': ink.light.error,
      '--chandelier-card': paper.light.card,
      '--chandelier-side': '#f6f3ee',
      '--chandelier-edge': warmGrey[2],
      '--chandelier-glow': 'color-mix(in oklab, var(--mantine-color-brand-3) 22%, transparent)',
    },
    dark: {
      ...links(linkStep.dark),
      '--mantine-color-body': paper.dark.page,
      '--mantine-color-dimmed': ink.dark.dimmed,
      '--mantine-color-error': ink.dark.error,
      '--chandelier-card': paper.dark.card,
      '--mantine-color-gray-light': dusk[4],
      '--mantine-color-gray-light-color': dusk[0],
      '--chandelier-side': '#1d1916',
      '--chandelier-edge': dusk[5],
      '--chandelier-glow': 'color-mix(in oklab, var(--mantine-color-brand-5) 26%, transparent)',
    },
  }
}
