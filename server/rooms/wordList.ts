/** Marks that are not seen, and may be put into a word so that it is not found. */
const unseen = /\p{Cf}|\p{Mn}|[\u115f\u1160\u3164]/gu
const mention = /@\[((?:[^\]\\]|\\.){1,80})\]\([\w.-]{1,64}\)/g
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const betweenWords = /[^\p{L}\p{N}]+/gu

/** The one form of a text in which words are compared: case, width and unseen marks do not tell them apart. */
const folded = (text: string) =>
  text.replace(mention, '@$1').normalize('NFKD').replace(unseen, '').normalize('NFKC').toLowerCase()

/** A word as it stands on the list; two that are compared alike are one. */
export const listForm = (word: string) => folded(word).replace(/\s+/g, ' ').trim()

/**
 * The listed words that a text holds. Chinese has no spaces: a word is found anywhere, also with blanks or signs strewn in;
 * a word of other scripts only as a whole word, so that "ass" is not found in "class".
 */
export function listedWordsIn(text: string, words: readonly string[]): string[] {
  if (words.length === 0) return []
  const plain = folded(text)
  const spaced = ` ${plain.replace(betweenWords, ' ').trim()} `
  const packed = plain.replace(betweenWords, '')
  return words.filter((word) => {
    const sought = listForm(word)
    if (han.test(sought)) return packed.includes(sought.replace(betweenWords, ''))
    const bare = sought.replace(betweenWords, ' ').trim()
    return bare === '' ? plain.includes(sought) : spaced.includes(` ${bare} `)
  })
}
