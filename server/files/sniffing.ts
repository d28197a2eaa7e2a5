import { fileTypeFromBuffer } from 'file-type'

const unknown = 'application/octet-stream'
/** Enough to tell a text from anything else. */
const sampleBytes = 1_000_000
const isTextByte = (byte: number) => byte >= 32 || byte === 27 || (byte >= 9 && byte <= 13)

/** What a file is by its bytes; what it is called, or was said to be, counts for nothing. */
export async function typeOf(bytes: Uint8Array): Promise<string> {
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined)
  // Its parameters ("; codecs=opus") name no other kind.
  if (known) return known.mime.replace(/;.*/, '').trim()
  return bytes.length > 0 && bytes.subarray(0, sampleBytes).every(isTextByte) ? 'text/plain' : unknown
}
