import { BSONRegExp, Double, Int32, Long } from 'bson'
import { type Document, isDocument, setField, type Value } from '#server/embedded-mongo/bson/document.ts'

/** Turns losslessly decoded values into what expressions compute with: ordinary numbers, and patterns as RegExp. */
export function toPlain(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Int32 || value instanceof Double) return value.value
  if (value instanceof Long) return Number.isSafeInteger(value.toNumber()) ? value.toNumber() : value
  if (value instanceof BSONRegExp) return new RegExp(value.pattern, value.options.replace(/[^ims]/g, ''))
  if (Array.isArray(value)) return value.map(toPlain)
  if (!isDocument(value)) return value
  const plain: Document = {}
  for (const [field, child] of Object.entries(value)) setField(plain, field, toPlain(child))
  return plain
}
