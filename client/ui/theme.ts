import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorShade,
  type MantineThemeOverride,
} from '@mantine/core'
import { brandOf, houseColour, type Palette, paper } from './palette.ts'

/** Greys with a little of the lamp in them. */
export const warmGrey: Palette = [
  '#faf8f5',
  '#f4f0ea',
  '#eae4db',
  '#ded6ca',
  '#cbc1b2',
  '#a99d8c',
  '#776c5e',
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
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"

/** Mantine's theme in the cluster's colour, or in the house's own before there is a cluster. */
export function themeOf(colour: string | null): MantineThemeOverride {
  const brand = brandOf(colour ?? houseColour)
  return createTheme({
    primaryColor: 'brand',
    colors: { brand: brand.palette, gray: warmGrey, dark: dusk },
    primaryShade: { light: brand.fill.light as MantineColorShade, dark: brand.fill.dark as MantineColorShade },
    autoContrast: true,
    // At this luminance black and white text contrast alike, 4.58:1, so the better one always passes AA.
    luminanceThreshold: 0.179,
    white: paper.light.card,
    fontFamily: fontStack,
    headings: { fontFamily: fontStack, fontWeight: '650' },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    other: { linkSteps: brand.text },
  })
}

/** What Mantine's variables cannot be told by the theme alone. */
export const cssVariables: CSSVariablesResolver = (theme) => {
  const steps = theme.other['linkSteps'] as { light: number; dark: number }
  const shared = (step: number) => ({
    '--mantine-color-anchor': `var(--mantine-color-brand-${step})`,
    '--mantine-color-brand-text': `var(--mantine-color-brand-${step})`,
    '--mantine-color-brand-outline': `var(--mantine-color-brand-${step})`,
  })
  return {
    variables: {},
    light: {
      ...shared(steps.light),
      // Not the theme's `black`: that one must stay black to contrast with every fill.
      '--mantine-color-text': ink.light.text,
      '--mantine-color-body': paper.light.page,
      '--mantine-color-dimmed': ink.light.dimmed,
      '--mantine-color-error': ink.light.error,
      '--chandelier-card': paper.light.card,
      '--chandelier-side': '#f6f3ee',
      '--chandelier-edge': warmGrey[2],
      '--chandelier-glow': 'color-mix(in oklab, var(--mantine-color-brand-3) 22%, transparent)',
    },
    dark: {
      ...shared(steps.dark),
      '--mantine-color-body': paper.dark.page,
      '--mantine-color-dimmed': ink.dark.dimmed,
      '--mantine-color-error': ink.dark.error,
      '--chandelier-card': paper.dark.card,
      '--chandelier-side': '#1d1916',
      '--chandelier-edge': dusk[5],
      '--chandelier-glow': 'color-mix(in oklab, var(--mantine-color-brand-5) 16%, transparent)',
    },
  }
}
