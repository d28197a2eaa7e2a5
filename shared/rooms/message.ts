/** The longest message, in UTF-16 code units: with all else it fits a frame of 64 kB even in Chinese. */
export const longestMessage = 10_000

/** No setting allows a message more files than these. */
export const mostFilesEver = 20

/** How many different emoji one person may put on a message, and all together. */
export const mostEmojiEach = 20
export const mostEmojiOnMessage = 50

/** Named in a text like a person: everybody in the room. No person has this id. */
export const everybody = 'everybody'

const mention = /@\[(?:[^\]\\]|\\.){1,80}\]\(([\w.-]{1,64})\)/g

/** Ids of the people that a text names, each once, at most fifty. */
export function mentionsIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(mention), (match) => match[1]!))].slice(0, 50)
}

/** The text that names a person; brackets and backslashes of the name are escaped. */
export const mentionOf = (name: string, person: string) => `@[${name.replace(/[[\]\\]/g, '\\$&')}](${person})`

/** The text with everybody in it called as `nameOf` says; null leaves the name that was written. */
export const calledAnew = (text: string, nameOf: (person: string) => string | null): string =>
  text.replace(mention, (written, person: string) => {
    const name = nameOf(person)
    return name === null || name === '' ? written : mentionOf(name, person)
  })
