import { BSON, Double, Int32, Long, ObjectId } from 'bson'
import { MalformedInput } from '#server/embedded-mongo/errors.ts'
import type { Document, RawDocument, Value } from './document.ts'

/** MongoDB's limit on nesting. */
const MAX_DEPTH = 200
/** BSON's shortest documents are five bytes. */
const EMPTY_LENGTH = 5

const FIXED_LENGTHS: Record<number, number> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  255: 0,
  127: 0,
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Checks that the document that starts at `start` is well-formed throughout, and gives the place after it. */
export function checkDocument(raw: Buffer, start: number, limit: number, depth = 0): number {
  if (depth > MAX_DEPTH) throw new MalformedInput('the document is nested too deeply')
  const end = start + lengthAt(raw, start, limit, EMPTY_LENGTH)
  if (raw[end - 1] !== 0) throw new MalformedInput('the document does not end with a zero byte')
  let at = start + 4
  while (at < end - 1) {
    const type = raw[at]!
    const value = afterCString(raw, at + 1, end)
    if (type === 0x03 || type === 0x04) at = checkDocument(raw, value, end - 1, depth + 1)
    else {
      at = elementEnd(raw, type, value, end - 1)
      if (type === 0x0f) checkDocument(raw, value + 8 + raw.readInt32LE(value + 4), at, depth + 1)
    }
  }
  if (at !== end - 1) throw new MalformedInput('an element reaches over the end of its document')
  return end
}

function lengthAt(raw: Buffer, at: number, limit: number, least: number): number {
  if (at + 4 > limit) throw new MalformedInput('a length is cut off')
  const length = raw.readInt32LE(at)
  if (length < least || at + length > limit) throw new MalformedInput('a length is out of range')
  return length
}

function afterCString(raw: Buffer, at: number, limit: number): number {
  const zero = raw.indexOf(0, at)
  if (zero < 0 || zero >= limit) throw new MalformedInput('a name does not end')
  return zero + 1
}

/** The place after an element's value. */
function elementEnd(raw: Buffer, type: number, value: number, limit: number): number {
  const end = value + valueLength(raw, type, value, limit)
  if (end > limit) throw new MalformedInput('a value reaches over the end of its document')
  return end
}

function valueLength(raw: Buffer, type: number, value: number, limit: number): number {
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return stringLength(raw, value, limit)
    case 0x03:
    case 0x04:
      return lengthAt(raw, value, limit, EMPTY_LENGTH)
    case 0x05:
      return lengthAt(raw, value, limit, 0) + 5
    case 0x0b:
      return afterCString(raw, afterCString(raw, value, limit), limit) - value
    case 0x0c:
      return stringLength(raw, value, limit) + 12
    case 0x0f:
      return lengthAt(raw, value, limit, 14)
    default: {
      const length = FIXED_LENGTHS[type]
      if (length === undefined) throw new MalformedInput(`unknown BSON type ${type}`)
      return length
    }
  }
}

function stringLength(raw: Buffer, at: number, limit: number): number {
  const length = lengthAt(raw, at, limit, 1)
  if (at + 4 + length > limit || raw[at + 3 + length] !== 0)
    throw new MalformedInput('a string does not end with a zero byte')
  return length + 4
}

/** Decodes only the named top-level fields of a well-formed document: far cheaper than decoding all of it. */
export function pickFields(document: RawDocument, wanted: ReadonlySet<string>): Document {
  const raw = asBuffer(document)
  const picked: Document = {}
  let missing = wanted.size
  const limit = raw.length - 1
  for (let at = 4; at < limit && missing > 0; ) {
    const type = raw[at]!
    const value = raw.indexOf(0, at + 1) + 1
    const end = elementEnd(raw, type, value, limit)
    const name = raw.toString('latin1', at + 1, value - 1)
    if (wanted.has(name)) {
      picked[name] = decodeValue(raw, type, at, value, end)
      missing--
    }
    at = end
  }
  return picked
}

/** True if `pickFields` can find the field: names beyond ASCII, and the one that JavaScript reserves, need a whole decoding. */
export function canPick(name: string): boolean {
  return /^[\x20-\x7e]+$/.test(name) && name !== '__proto__'
}

function decodeValue(raw: Buffer, type: number, at: number, value: number, end: number): Value {
  switch (type) {
    case 0x01:
      return new Double(raw.readDoubleLE(value))
    case 0x02:
      return raw.toString('utf8', value + 4, end - 1)
    case 0x04:
      return decodeArray(raw, value, end)
    case 0x07:
      return new ObjectId(raw.subarray(value, end))
    case 0x08:
      return raw[value] === 1
    case 0x09:
      return new Date(Number(raw.readBigInt64LE(value)))
    case 0x0a:
      return null
    case 0x10:
      return new Int32(raw.readInt32LE(value))
    case 0x12:
      return new Long(raw.readInt32LE(value), raw.readInt32LE(value + 4))
    default: {
      const single = Buffer.allocUnsafe(end - at + 5)
      single.writeInt32LE(single.length, 0)
      raw.copy(single, 4, at, end)
      single[single.length - 1] = 0
      const name = raw.toString('latin1', at + 1, value - 1)
      return BSON.deserialize(single, {
        promoteValues: false,
        promoteLongs: false,
        promoteBuffers: false,
        bsonRegExp: true,
      })[name]
    }
  }
}

function decodeArray(raw: Buffer, start: number, end: number): Value[] {
  const values: Value[] = []
  const limit = end - 1
  for (let at = start + 4; at < limit; ) {
    const value = raw.indexOf(0, at + 1) + 1
    const next = elementEnd(raw, raw[at]!, value, limit)
    values.push(decodeValue(raw, raw[at]!, at, value, next))
    at = next
  }
  return values
}

/** A document's `_id` element, if it has one: where it starts and ends. */
function findId(raw: Buffer): { start: number; end: number } | null {
  const limit = raw.length - 1
  for (let at = 4; at < limit; ) {
    const value = raw.indexOf(0, at + 1) + 1
    const end = elementEnd(raw, raw[at]!, value, limit)
    if (value - at === 5 && raw.toString('latin1', at + 1, at + 4) === '_id') return { start: at, end }
    at = end
  }
  return null
}

/** The document with `_id` as its first field, as MongoDB stores it; one is made if there is none. */
export function withIdFirst(document: RawDocument): Buffer {
  const raw = asBuffer(document)
  const id = findId(raw)
  if (id?.start === 4) return raw
  const element = id ? raw.subarray(id.start, id.end) : newIdElement()
  const rest = id ? [raw.subarray(4, id.start), raw.subarray(id.end)] : [raw.subarray(4)]
  const out = Buffer.concat([Buffer.alloc(4), element, ...rest])
  out.writeInt32LE(out.length, 0)
  return out
}

function newIdElement(): Buffer {
  return Buffer.concat([Uint8Array.of(0x07), Buffer.from('_id\0'), new ObjectId().id])
}
