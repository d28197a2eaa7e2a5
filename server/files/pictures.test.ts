import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { PictureType } from '#shared/files/file.ts'
import { cleanPicture } from './pictures.ts'

const mostPixels = 4_000_000
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 120, b: 40 } } })

test.each<[PictureType, 'jpeg' | 'png' | 'webp' | 'gif' | 'avif']>([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['image/avif', 'avif'],
])('%s comes back as what it was, with its size and a small webp', async (type, format) => {
  const given = await plain(1300, 700).toFormat(format).toBuffer()
  const { bytes, thumbnail, width, height } = await cleanPicture(given, type, mostPixels)
  expect([width, height]).toEqual([1300, 700])
  const [whole, small] = await Promise.all([sharp(bytes).metadata(), sharp(thumbnail).metadata()])
  expect(whole.format).toBe(format === 'avif' ? 'heif' : format)
  expect([small.format, small.width, small.height]).toEqual(['webp', 640, 345])
})

test('a photograph is turned upright, and where it was taken is gone', async () => {
  const given = await plain(300, 200)
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } })
    .toBuffer()
  expect((await sharp(given).metadata()).exif).toBeDefined()
  const clean = await cleanPicture(given, 'image/jpeg', mostPixels)
  expect(clean.height).toBeGreaterThan(clean.width)
  for (const bytes of [clean.bytes, clean.thumbnail]) {
    const { exif, xmp, iptc, orientation } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, orientation }).toEqual({
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      orientation: undefined,
    })
  }
})

test('what follows a picture in its file does not survive', async () => {
  const given = Buffer.concat([await plain(20, 20).png().toBuffer(), Buffer.from('<script>alert(1)</script>')])
  const { bytes } = await cleanPicture(given, 'image/png', mostPixels)
  expect(bytes.includes('<script>')).toBe(false)
})

test('a moving picture goes on moving, with the size of one frame', async () => {
  const frames = await Promise.all(
    ['red', 'green', 'blue'].map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const given = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [90, 90, 90] })
    .toBuffer()
  const { bytes, width, height } = await cleanPicture(given, 'image/gif', mostPixels)
  expect([width, height]).toEqual([40, 30])
  expect((await sharp(bytes).metadata()).pages).toBe(3)
})

test('more pixels than allowed are refused, whatever few bytes they take', async () => {
  const bomb = await plain(6000, 6000).png({ compressionLevel: 9 }).toBuffer()
  await expect(cleanPicture(bomb, 'image/png', mostPixels)).rejects.toMatchObject({ key: 'files.tooManyPixels' })
  const header = Buffer.from(bomb.subarray(0, 200))
  header.writeUInt32BE(60_000, 16)
  header.writeUInt32BE(60_000, 20)
  await expect(cleanPicture(header, 'image/png', mostPixels)).rejects.toMatchObject({ code: expect.any(String) })
})

test('a picture that breaks off, or is none, is refused', async () => {
  const whole = await sharp({
    create: {
      width: 500,
      height: 500,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()
  const cut = whole.subarray(0, Math.floor(whole.length / 2))
  await expect(cleanPicture(cut, 'image/jpeg', mostPixels)).rejects.toMatchObject({ key: 'files.unreadable' })
  const none = Buffer.from('\xff\xd8\xff<html>', 'latin1')
  await expect(cleanPicture(none, 'image/jpeg', mostPixels)).rejects.toMatchObject({ key: 'files.unreadable' })
})
