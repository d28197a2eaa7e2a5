import { z } from 'zod'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One emoji, whatever its length in code points. */
export const Emoji = z
  .string()
  .min(1)
  .max(32)
  .regex(
    /^(\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[\u200d\ufe0f\u20e3\u{e0020}-\u{e007f}#*0-9])+$/u,
  )
  .refine(
    (text) =>
      /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3/u.test(text) &&
      [...graphemes.segment(text)].length === 1,
  )
