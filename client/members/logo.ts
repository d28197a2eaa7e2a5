import { Refusal } from '#shared/platform/refusal.ts'

const longestEdge = 256
/** So that its base64 stays below the 55,000 characters that the contract takes. */
export const largestLogo = 40_000
const kinds = ['image/png', 'image/jpeg', 'image/webp']

/** A picture file scaled down to what the hub keeps, as base64. Edges and quality go down until it fits. */
export async function logoOf(file: File): Promise<string> {
  if (!kinds.includes(file.type)) throw new Refusal('invalid_input', 'members.logoType')
  const picture = await createImageBitmap(file).catch(() => {
    throw new Refusal('invalid_input', 'members.logoType')
  })
  return fitted(picture)
}

async function fitted(picture: ImageBitmap): Promise<string> {
  try {
    for (const { edge, quality } of attempts()) {
      const blob = await drawn(picture, edge, quality)
      if (blob.size <= largestLogo) return base64Of(blob)
    }
  } finally {
    picture.close()
  }
  throw new Refusal('too_large', 'platform.tooLarge')
}

function* attempts() {
  for (let edge = longestEdge; edge >= 48; edge = Math.round(edge * 0.75))
    for (const quality of [0.92, 0.8, 0.65]) yield { edge, quality }
}

/** WebP keeps transparency and is small; browsers that cannot write it give PNG, which the hub takes too. */
async function drawn(picture: ImageBitmap, edge: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Refusal('invalid_input', 'members.logoType'))),
      'image/webp',
      quality,
    ),
  )
}

export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** The kind of picture is told by its first bytes. */
export function dataAddressOf(base64: string): string {
  const kind = base64.startsWith('iVBOR') ? 'png' : base64.startsWith('/9j/') ? 'jpeg' : 'webp'
  return `data:image/${kind};base64,${base64}`
}

/** The chosen part of a picture file as a square of 256 pixels, base64. `area` is in pixels of the picture. */
export async function croppedSquare(
  file: File,
  area: { x: number; y: number; width: number; height: number },
): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Refusal('invalid_input', 'members.logoType')
  })
  const part = await createImageBitmap(picture, area.x, area.y, area.width, area.height)
  picture.close()
  return fitted(part)
}
