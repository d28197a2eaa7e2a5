/** Replies are laid together from the stored bytes: documents on their way out are copied, never decoded. */

function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`)
}

function element(type: number, name: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(type), cString(name), payload])
}

function documentOf(parts: Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5)
  const head = Buffer.allocUnsafe(4)
  head.writeInt32LE(length)
  return Buffer.concat([head, ...parts, Uint8Array.of(0)], length)
}

function stringElement(name: string, text: string): Buffer {
  const bytes = cString(text)
  const length = Buffer.allocUnsafe(4)
  length.writeInt32LE(bytes.length)
  return element(0x02, name, Buffer.concat([length, bytes]))
}

const OK = element(0x01, 'ok', Buffer.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]))

function arrayOf(documents: readonly Uint8Array[]): Buffer {
  const parts: Uint8Array[] = []
  documents.forEach((document, i) => {
    parts.push(Uint8Array.of(0x03), cString(String(i)), document)
  })
  return documentOf(parts)
}

/** `{cursor: {firstBatch | nextBatch, id, ns}, ok: 1}`, with zero as the id of an exhausted cursor. */
export function cursorReply(
  batchField: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  cursorId: bigint,
  namespace: string,
): Buffer {
  const id = Buffer.allocUnsafe(8)
  id.writeBigInt64LE(cursorId)
  const cursor = documentOf([
    element(0x04, batchField, arrayOf(documents)),
    element(0x12, 'id', id),
    stringElement('ns', namespace),
  ])
  return documentOf([element(0x03, 'cursor', cursor), OK])
}
