import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { RefusalShape } from '#shared/platform/refusal.ts'

/** What a message's file looks like until the hub has the message. */
export interface OutboxFile {
  id: string
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  seconds: number | null
}

/** A message on its way out. It leaves the shelf only when the hub has it, or when its author throws it away. */
export interface OutboxItem {
  cid: string
  person: string
  room: string
  text: string
  replyTo: string | null
  /** Uploads that are whole; absent where there are none. */
  files?: readonly OutboxFile[]
  /** Place in the person's order of writing, over all rooms and tabs; given by the shelf. */
  order: number
  writtenAt: number
  /** From the first try on it may have arrived: only the same cid may be sent again. */
  wasTried: boolean
  /** The hub's final no, until the author decides. */
  refusal: RefusalShape | null
}

/** Where waiting messages lie. All tabs of a person see the same shelf. */
export interface OutboxShelf {
  all(person: string): Promise<OutboxItem[]>
  add(item: Omit<OutboxItem, 'order'>): Promise<OutboxItem>
  /** Replaces the item of the same cid; nothing happens where it has been taken away meanwhile. */
  change(item: OutboxItem): Promise<void>
  remove(cid: string): Promise<void>
}

interface Shelves extends DBSchema {
  outbox: { key: number; value: OutboxItem; indexes: { cid: string; person: string } }
}

export function indexedDbShelf(name = 'chandelier'): OutboxShelf {
  let opened: Promise<IDBPDatabase<Shelves>> | null = null
  const open = () => {
    opened ??= openDB<Shelves>(name, 1, {
      upgrade(database) {
        const store = database.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true })
        store.createIndex('cid', 'cid', { unique: true })
        store.createIndex('person', 'person')
      },
      blocking: (_, __, event) => (event.target as IDBDatabase).close(),
      terminated: () => {
        opened = null
      },
    })
    return opened
  }
  return {
    all: async (person) => (await open()).getAllFromIndex('outbox', 'person', person),
    async add(item) {
      // Without the key, the store counts on: the order of writing.
      const order = await (await open()).add('outbox', item as OutboxItem)
      return { ...item, order }
    },
    async change(item) {
      const transaction = (await open()).transaction('outbox', 'readwrite')
      const held = await transaction.store.get(item.order)
      if (held) await transaction.store.put(item)
      await transaction.done
    },
    async remove(cid) {
      const transaction = (await open()).transaction('outbox', 'readwrite')
      const order = await transaction.store.index('cid').getKey(cid)
      if (order !== undefined) await transaction.store.delete(order)
      await transaction.done
    },
  }
}

/** For browsers that keep nothing (some private windows): messages wait for as long as the page lives. */
export function memoryShelf(): OutboxShelf {
  const items = new Map<string, OutboxItem>()
  let last = 0
  return {
    all: async (person) =>
      [...items.values()].filter((item) => item.person === person).sort((a, b) => a.order - b.order),
    async add(item) {
      last += 1
      const added = { ...item, order: last }
      items.set(item.cid, added)
      return added
    },
    async change(item) {
      if (items.has(item.cid)) items.set(item.cid, item)
    },
    async remove(cid) {
      items.delete(cid)
    },
  }
}
