import { asBuffer, checkDocument } from '#server/embedded-mongo/bson/elements.ts'
import { MalformedInput } from '#server/embedded-mongo/errors.ts'

const HEADER_LENGTH = 16
const OP_REPLY = 1
const OP_QUERY = 2004
const OP_MSG = 2013

const CHECKSUM_PRESENT = 1
const MORE_TO_COME = 2
/** The lower sixteen flags must be known to whoever reads the message. */
const UNKNOWN_REQUIRED_FLAGS = 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)

/** One request: its body and the arrays of documents beside it, all well-formed. */
export type Message = {
  requestId: number
  kind: 'message' | 'query'
  body: Buffer
  sections: Map<string, Buffer[]>
  /** The client wants no answer. */
  unanswered: boolean
}

/** Reads one whole frame. @throws MalformedInput */
export function readMessage(frame: Buffer): Message {
  const requestId = frame.readInt32LE(4)
  const operation = frame.readInt32LE(12)
  if (operation === OP_MSG) return readOpMsg(frame, requestId)
  if (operation === OP_QUERY) return readOpQuery(frame, requestId)
  throw new MalformedInput(`operation ${operation} is not supported`)
}

function readOpMsg(frame: Buffer, requestId: number): Message {
  if (frame.length < HEADER_LENGTH + 5) throw new MalformedInput('the message is too short')
  const flags = frame.readUInt32LE(HEADER_LENGTH)
  if (flags & UNKNOWN_REQUIRED_FLAGS) throw new MalformedInput('unknown flags')
  const end = flags & CHECKSUM_PRESENT ? frame.length - 4 : frame.length
  const sections = new Map<string, Buffer[]>()
  let body: Buffer | null = null
  for (let at = HEADER_LENGTH + 4; at < end; ) {
    const kind = frame[at++]
    if (kind === 0 && !body) {
      const after = checkDocument(frame, at, end)
      body = frame.subarray(at, after)
      at = after
    } else if (kind === 1) at = readSection(frame, at, end, sections)
    else throw new MalformedInput('unknown kind of section')
  }
  if (!body) throw new MalformedInput('the message has no body')
  return { requestId, kind: 'message', body, sections, unanswered: (flags & MORE_TO_COME) !== 0 }
}

function readSection(frame: Buffer, start: number, limit: number, sections: Map<string, Buffer[]>): number {
  if (start + 4 > limit) throw new MalformedInput('a section is cut off')
  const end = start + frame.readInt32LE(start)
  const zero = frame.indexOf(0, start + 4)
  if (end > limit || zero < 0 || zero >= end) throw new MalformedInput('a section is out of range')
  const name = frame.toString('utf8', start + 4, zero)
  if (sections.has(name)) throw new MalformedInput('a section is repeated')
  const documents: Buffer[] = []
  for (let at = zero + 1; at < end; ) {
    const after = checkDocument(frame, at, end)
    documents.push(frame.subarray(at, after))
    at = after
  }
  sections.set(name, documents)
  return end
}

/** Only for the first handshake, which drivers send before they know the server. */
function readOpQuery(frame: Buffer, requestId: number): Message {
  const zero = frame.indexOf(0, HEADER_LENGTH + 4)
  const start = zero + 9
  if (zero < 0 || start > frame.length) throw new MalformedInput('the query is cut off')
  const collection = frame.toString('latin1', HEADER_LENGTH + 4, zero)
  if (!collection.endsWith('.$cmd')) throw new MalformedInput('queries other than commands are not supported')
  const end = checkDocument(frame, start, frame.length)
  return { requestId, kind: 'query', body: frame.subarray(start, end), sections: new Map(), unanswered: false }
}

/** The frame that answers a message. */
export function writeReply({ requestId, kind }: Message, document: Uint8Array): Buffer {
  const extra = kind === 'message' ? 5 : 20
  const frame = Buffer.alloc(HEADER_LENGTH + extra + document.length)
  frame.writeInt32LE(frame.length, 0)
  frame.writeInt32LE(requestId, 8)
  frame.writeInt32LE(kind === 'message' ? OP_MSG : OP_REPLY, 12)
  if (kind === 'query') {
    // responseFlags: await capable; one document is returned.
    frame.writeInt32LE(8, HEADER_LENGTH)
    frame.writeInt32LE(1, HEADER_LENGTH + 16)
  }
  asBuffer(document).copy(frame, HEADER_LENGTH + extra)
  return frame
}
