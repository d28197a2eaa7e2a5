/** Longest edge of a thumbnail, in px. */
export const thumbnailEdge = 640
/** Longest name of a file, in UTF-16 code units. */
export const longestFileName = 180

/** Kinds that are decoded and written anew, so that nothing but the picture is kept. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const
export type PictureType = (typeof pictureTypes)[number]
export const isPictureType = (type: string): type is PictureType => (pictureTypes as readonly string[]).includes(type)

const recordings = /^audio\/(mpeg|mp4|x-m4a|ogg|opus|wav|vnd\.wave|flac|x-flac|aac|webm)/
export const isRecordingType = (type: string) => recordings.test(type)

/** Whether a browser may show it in place; all else is handed over to be saved. */
export const isShownInPlace = (type: string) => isPictureType(type) || isRecordingType(type)

/** Whether a type is on a list, whose entries may end in `*`. */
export const isOnList = (type: string, list: readonly string[]): boolean =>
  list.some((entry) => entry === type || (entry.endsWith('*') && type.startsWith(entry.slice(0, -1))))

/** Size of a thumbnail that fits `thumbnailEdge` without being larger than the picture itself. */
export function thumbnailSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, thumbnailEdge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

// Control characters, and those that turn the direction of what follows: "gpj.exe" would look like "exe.jpg".
const tricks = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** A name without folders or tricks, cut so that its ending stays; never empty. */
export function plainFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1)!.replace(tricks, '').trim()
  const name = /^\.*$/.test(last) ? 'file' : last
  if (name.length <= longestFileName) return name
  const ending = /\.[\w-]{1,12}$/.exec(name)?.[0] ?? ''
  return (
    name
      .slice(0, longestFileName - ending.length)
      .toWellFormed()
      .replace(/\ufffd$/, '') + ending
  )
}
