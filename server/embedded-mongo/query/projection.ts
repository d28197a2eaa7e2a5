import { type Document, fieldsOf, isDocument, setField, type Value } from '#server/embedded-mongo/bson/document.ts'
import { numberKind, toNumber } from '#server/embedded-mongo/bson/numbers.ts'
import { CommandError } from '#server/embedded-mongo/errors.ts'
import { compileFilter, type EvaluateExpression } from './matcher.ts'
import type { Match } from './paths.ts'

export type Projection = (document: Document, match: Match) => Document

type Transform = (value: Value, root: Document, match: Match) => Value
type Leaf =
  | { kind: 'include' | 'exclude' }
  | { kind: 'transform'; apply: Transform }
  | { kind: 'compute'; value: (root: Document) => Value }
type Tree = { [field: string]: Leaf | { kind: 'branch'; tree: Tree } }

/** Turns the projection of a `find` into a function: fields in or out, `$slice`, `$elemMatch`, `field.$`, expressions. */
export function compileProjection(spec: Document, evaluate: EvaluateExpression): Projection {
  const tree: Tree = Object.create(null)
  const kinds = new Set<'include' | 'exclude'>()
  for (const [path, operand] of flatten(spec, '')) {
    const positional = path.endsWith('.$')
    const leaf = positional ? positionalLeaf() : leafOf(path, operand, evaluate)
    if (path !== '_id') noteKind(kinds, positional ? 'include' : kindOf(leaf, operand), path)
    place(tree, positional ? path.slice(0, -2) : path, leaf)
  }
  const idLeaf = tree['_id']
  const including =
    kinds.has('include') ||
    (kinds.size === 0 && idLeaf !== undefined && idLeaf.kind !== 'exclude' && idLeaf.kind !== 'transform')
  if (including && !idLeaf) tree['_id'] = { kind: 'include' }
  return (document, match) => projectDocument(document, tree, including, document, match)
}

/** `{a: {b: 1}}` means `{'a.b': 1}`. */
function* flatten(spec: Document, prefix: string): Generator<[string, Value]> {
  for (const [field, operand] of fieldsOf(spec)) {
    if (field === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string')
    const first = isDocument(operand) ? Object.keys(operand)[0] : undefined
    if (first !== undefined && !first.startsWith('$')) yield* flatten(operand as Document, `${prefix}${field}.`)
    else yield [prefix + field, operand]
  }
}

function leafOf(path: string, operand: Value, evaluate: EvaluateExpression): Leaf {
  if (typeof operand === 'boolean') return { kind: operand ? 'include' : 'exclude' }
  if (numberKind(operand) !== null) return { kind: toNumber(operand) !== 0 ? 'include' : 'exclude' }
  if (isDocument(operand)) {
    if ('$slice' in operand && isFindSlice(operand['$slice']))
      return { kind: 'transform', apply: slice(operand['$slice']) }
    if ('$elemMatch' in operand) return { kind: 'transform', apply: firstElement(operand['$elemMatch'], evaluate) }
    if ('$meta' in operand) throw new CommandError('CommandNotSupported', '$meta is not supported by this server')
  }
  if (path.startsWith('$')) throw new CommandError(16410, `FieldPath field names may not start with '$'.`)
  return { kind: 'compute', value: evaluate(operand) }
}

/** `$slice` with numbers is the projection; with an expression first it is the aggregation operator. */
function isFindSlice(operand: Value): boolean {
  return (
    numberKind(operand) !== null || (Array.isArray(operand) && operand.length === 2 && numberKind(operand[0]) !== null)
  )
}

function kindOf(leaf: Leaf, operand: Value): 'include' | 'exclude' | null {
  if (leaf.kind === 'include' || leaf.kind === 'compute') return 'include'
  if (leaf.kind === 'exclude') return 'exclude'
  return isDocument(operand) && '$elemMatch' in operand ? 'include' : null
}

function noteKind(kinds: Set<'include' | 'exclude'>, kind: 'include' | 'exclude' | null, path: string): void {
  if (kind === null) return
  kinds.add(kind)
  if (kinds.size < 2) return
  if (kind === 'include') throw new CommandError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
  throw new CommandError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
}

function place(tree: Tree, path: string, leaf: Leaf): void {
  const parts = path.split('.')
  let at = tree
  for (const part of parts.slice(0, -1)) {
    const next = at[part] ?? { kind: 'branch', tree: Object.create(null) as Tree }
    if (next.kind !== 'branch') throw new CommandError(31250, `Path collision at ${path}`)
    at[part] = next
    at = next.tree
  }
  if (at[parts.at(-1)!]) throw new CommandError(31249, `Path collision at ${path}`)
  at[parts.at(-1)!] = leaf
}

function projectDocument(document: Document, tree: Tree, including: boolean, root: Document, match: Match): Document {
  const out: Document = {}
  for (const [field, value] of fieldsOf(document)) {
    const node = tree[field]
    const kept = node ? projectField(value, node, including, root, match) : including ? undefined : value
    if (kept !== undefined) setField(out, field, kept)
  }
  for (const [field, node] of Object.entries(tree)) {
    const computed =
      node.kind === 'compute'
        ? node.value(root)
        : node.kind === 'branch' && !Object.hasOwn(document, field)
          ? computedBranch(node.tree, root)
          : undefined
    if (computed !== undefined) setField(out, field, computed)
  }
  return out
}

/** Computed fields below a path that the document does not have. */
function computedBranch(tree: Tree, root: Document): Value {
  const out: Document = {}
  for (const [field, node] of Object.entries(tree)) {
    const value =
      node.kind === 'compute' ? node.value(root) : node.kind === 'branch' ? computedBranch(node.tree, root) : undefined
    if (value !== undefined) setField(out, field, value)
  }
  return Object.keys(out).length > 0 ? out : undefined
}

function projectField(value: Value, node: Tree[string], including: boolean, root: Document, match: Match): Value {
  switch (node.kind) {
    case 'include':
      return value
    case 'exclude':
    case 'compute':
      return undefined
    case 'transform':
      return node.apply(value, root, match)
    case 'branch':
      return projectBranch(value, node.tree, including, root, match)
  }
}

function projectBranch(value: Value, tree: Tree, including: boolean, root: Document, match: Match): Value {
  if (isDocument(value)) return projectDocument(value, tree, including, root, match)
  if (!Array.isArray(value)) return including ? undefined : value
  return value
    .map((element) => projectBranch(element, tree, including, root, match))
    .filter((element) => element !== undefined)
}

function slice(operand: Value): Transform {
  const [first, second] = Array.isArray(operand) ? operand.map(toNumber) : [toNumber(operand), undefined]
  if (second !== undefined && second <= 0) throw new CommandError(28724, 'Third argument to $slice must be positive')
  return (value) => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return first! >= 0 ? value.slice(0, first) : value.slice(first!)
    const start = first! >= 0 ? first! : Math.max(0, value.length + first!)
    return value.slice(start, start + second)
  }
}

function firstElement(condition: Value, evaluate: EvaluateExpression): Transform {
  const test = compileFilter({ array: { $elemMatch: condition } }, evaluate)
  return (value) => {
    const match: Match = {}
    return Array.isArray(value) && test({ array: value }, match) ? [value[match.arrayIndex!]] : undefined
  }
}

function positionalLeaf(): Leaf {
  return {
    kind: 'transform',
    apply(value, _root, match) {
      if (!Array.isArray(value)) return value
      if (match.arrayIndex === undefined) {
        throw new CommandError(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        )
      }
      return value.slice(match.arrayIndex, match.arrayIndex + 1)
    },
  }
}
