import { events, isEventName, type ThingKind, type ThingOf } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { beforeFirst, type Change, type Head, isNewer } from '#shared/platform/roomLog.ts'
import type { StoredEntry } from './entry.model.ts'
import type { RoomView, ThingRef } from './handler.ts'
import { headOf } from './seal.ts'

/** Paged things that a room keeps in memory beyond those in use. */
const pagedKept = 2000
const deedsKept = 1000

/** What a repeat of a deed is told apart and answered by; of its words nothing but their salted hash. */
type KeptDeed = Pick<StoredEntry, 'seq' | 'content' | 'answer'> & { touches: string[] }

const keyOf = (kind: string, id: string) => `${kind}/${id}`

export function kindOf(event: string): ThingKind {
  if (!isEventName(event)) throw new Error(`unknown event ${event}`)
  return events[event].thing
}

/**
 * A room's things up to its head. Kinds held whole are all here; of paged kinds those lately touched or brought.
 * `staged` holds what has been decided but not stored: seen by the next decision, dropped if the append fails.
 */
export class RoomMemory implements RoomView {
  readonly id: string
  head: Head = beforeFirst
  readonly #isWhole: (kind: ThingKind) => boolean
  /** By kind, then by id. */
  readonly #whole = new Map<ThingKind, Map<string, Thing>>()
  /** By kind and id; what was touched last stands last. */
  readonly #paged = new Map<string, Thing>()
  readonly #pins = new Map<string, number>()
  readonly #staged = new Map<string, Thing>()
  readonly #deeds = new Map<string, KeptDeed>()

  constructor(id: string, isWhole: (kind: ThingKind) => boolean) {
    this.id = id
    this.#isWhole = isWhole
  }

  find<Kind extends ThingKind>(kind: Kind, id: string): ThingOf<Kind> | null {
    const staged = this.#staged.size > 0 ? this.#staged.get(keyOf(kind, id)) : undefined
    return ((staged ?? this.#held(kind, id)) as ThingOf<Kind> | undefined) ?? null
  }

  #held(kind: ThingKind, id: string): Thing | undefined {
    return this.#isWhole(kind) ? this.#whole.get(kind)?.get(id) : this.#paged.get(keyOf(kind, id))
  }

  all<Kind extends ThingKind>(kind: Kind): ThingOf<Kind>[] {
    if (!this.#isWhole(kind)) throw new Error(`${kind} is not held whole`)
    return [...this.#withStaged(kind, this.#whole.get(kind) ?? [])] as unknown as ThingOf<Kind>[]
  }

  recent<Kind extends ThingKind>(kind: Kind): ThingOf<Kind>[] {
    const start = `${kind}/`
    const held = [...this.#paged].flatMap(([key, thing]): [string, Thing][] =>
      key.startsWith(start) ? [[thing.id, thing]] : [],
    )
    return [...this.#withStaged(kind, held)] as unknown as ThingOf<Kind>[]
  }

  #withStaged(kind: ThingKind, held: Iterable<[string, Thing]>): Iterable<Thing> {
    const start = `${kind}/`
    const things = new Map(held)
    for (const [key, thing] of this.#staged) if (key.startsWith(start)) things.set(thing.id, thing)
    return things.values()
  }

  stage({ event, item }: Change): void {
    this.#staged.set(keyOf(kindOf(event), item.id), item)
  }

  unstage(): void {
    this.#staged.clear()
  }

  /** Takes in a stored entry; those up to the head are ignored. */
  take(entry: StoredEntry): void {
    if (entry.seq <= this.head.seq) return
    if (entry.seq !== this.head.seq + 1) throw new Error(`hole in ${this.id}: ${this.head.seq} then ${entry.seq}`)
    for (const { event, item } of entry.changes) this.keep(kindOf(event), item)
    this.head = headOf(entry)
    const { seq, content, answer, changes } = entry
    const touches = changes.map(({ event, item }) => keyOf(kindOf(event), item.id))
    this.#deeds.set(keyOf(entry.by, entry.cid), { seq, content, answer, touches })
    if (this.#deeds.size > deedsKept) this.#deeds.delete(this.#deeds.keys().next().value!)
  }

  keep(kind: ThingKind, item: Thing): void {
    const held = this.#held(kind, item.id)
    const kept = held && !isNewer(held, item) ? held : item
    if (this.#isWhole(kind)) {
      const things = this.#whole.get(kind) ?? new Map<string, Thing>()
      this.#whole.set(kind, things.set(item.id, kept))
      return
    }
    const key = keyOf(kind, item.id)
    this.#paged.delete(key)
    this.#paged.set(key, kept)
    this.#forget()
  }

  /** A lately stored deed. */
  deed(by: string, cid: string): KeptDeed | undefined {
    return this.#deeds.get(keyOf(by, cid))
  }

  /** Whoever knows the salt could guess at what was said: it goes with what an entry orders to be erased. */
  forgetSalts(refs: ThingRef[], before: number): void {
    const erased = new Set(refs.map(({ kind, id }) => keyOf(kind, id)))
    for (const deed of this.#deeds.values()) {
      if (deed.seq >= before || !deed.touches.some((key) => erased.has(key))) continue
      deed.content = { ...deed.content, salt: null }
    }
  }

  isHeld({ kind, id }: ThingRef): boolean {
    return this.#held(kind, id) !== undefined
  }

  /** Keeps things from being forgotten until the returned function is called. */
  pin(refs: ThingRef[]): () => void {
    const keys = refs.map(({ kind, id }) => keyOf(kind, id))
    for (const key of keys) this.#pins.set(key, (this.#pins.get(key) ?? 0) + 1)
    return () => {
      for (const key of keys) {
        const left = this.#pins.get(key)! - 1
        if (left > 0) this.#pins.set(key, left)
        else this.#pins.delete(key)
      }
    }
  }

  /** The last entry that orders a text to be erased. Until it is applied, log and read models still hold that text. */
  erasingSeq = 0

  /** Things newer than this must stay, because the read models may not have them yet. */
  appliedSeq = 0

  #forget(): void {
    if (this.#paged.size <= pagedKept) return
    for (const [key, { version }] of this.#paged) {
      if (this.#paged.size <= pagedKept) return
      if (version > this.appliedSeq || this.#pins.has(key)) continue
      this.#paged.delete(key)
    }
  }
}
