import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import type { FileRef, Upload } from '#shared/files/file.shape.ts'
import type { Reply } from '#shared/platform/refusal.ts'
import { newCid } from './factories.ts'
import { type Member, unwrap } from './member.ts'

/** Who asks for bytes, and where. */
export interface Asker {
  url: string
  token: string
}

const pieceBytes = 1_048_576

/** One piece of an upload, over HTTP as clients send it. */
export async function sendPiece({ url, token }: Asker, upload: string, offset: number, bytes: Uint8Array) {
  const response = await fetch(`${url}/api/uploads/${upload}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'upload-offset': String(offset),
    },
    body: bytes as never,
  })
  return (await response.json()) as Reply<Upload>
}

/** Uploads a whole file; rejects with the hub's refusal. */
export async function uploadFile(
  { url }: { url: string },
  member: Pick<Member, 'token' | 'send'>,
  { room, name, bytes, cid = newCid() }: { room: string; name: string; bytes: Uint8Array; cid?: string },
): Promise<FileRef> {
  let upload = await member.send('upload.offer', { room, name, size: bytes.length }, cid)
  while (!upload.file) {
    const { received } = upload
    const piece = bytes.subarray(received, received + pieceBytes)
    upload = unwrap(await sendPiece({ url, token: member.token }, upload.upload, received, piece))
  }
  return upload.file
}

export const askForFile = ({ url, token }: Asker, path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/files/${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } })

/** A picture that no other is equal to. */
export const buildPicture = (width = 80, height = 60, format: 'png' | 'jpeg' = 'png'): Promise<Buffer> => {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .toFormat(format)
    .toBuffer()
}
