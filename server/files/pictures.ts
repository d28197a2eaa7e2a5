import sharp, { type Sharp } from 'sharp'
import { type PictureType, thumbnailEdge } from '#shared/files/file.ts'
import { Refusal } from '#shared/platform/refusal.ts'

export interface CleanPicture {
  bytes: Buffer
  /** webp */
  thumbnail: Buffer
  /** px, as shown: of one frame, where it moves. */
  width: number
  height: number
}

// One picture at a time is decoded, with as many threads as it likes; nothing of it is kept for later.
sharp.cache(false)

/**
 * A picture decoded and written anew: upright, in its own colours, without anything else that its file held, such as
 * where it was taken. Refuses what cannot be read to its end, and what has more than `mostPixels`, before decoding it.
 */
export async function cleanPicture(given: Buffer, type: PictureType, mostPixels: number): Promise<CleanPicture> {
  const open = (animated: boolean) =>
    sharp(given, { limitInputPixels: mostPixels, failOn: 'error', animated, sequentialRead: true })
  try {
    const { width, height, pages = 1 } = await open(false).metadata()
    if (width * height * pages > mostPixels) throw tooManyPixels()
    const isMoving = pages > 1 && (type === 'image/gif' || type === 'image/webp')
    const { data, info } = await writtenAs(open(isMoving).autoOrient().keepIccProfile(), type).toBuffer({
      resolveWithObject: true,
    })
    const thumbnail = await open(false)
      .autoOrient()
      .resize({ width: thumbnailEdge, height: thumbnailEdge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    return { bytes: data, thumbnail, width: info.width, height: info.pageHeight ?? info.height }
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (/pixel limit/i.test((error as Error).message)) throw tooManyPixels()
    throw new Refusal('invalid_input', 'files.unreadable')
  }
}

const tooManyPixels = () => new Refusal('too_large', 'files.tooManyPixels')

function writtenAs(picture: Sharp, type: PictureType): Sharp {
  if (type === 'image/png') return picture.png({ compressionLevel: 7 })
  if (type === 'image/webp') return picture.webp({ quality: 90 })
  if (type === 'image/gif') return picture.gif()
  if (type === 'image/avif') return picture.avif({ quality: 65, effort: 2 })
  return picture.jpeg({ quality: 90 })
}
