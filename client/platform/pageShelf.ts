import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

interface Row {
  name: string
  value: unknown
  at: number
}
/** A file on its way to the hub, for whoever comes back after a reload. */
export interface KeptBytes {
  key: string
  bytes: File
}
interface Shelves extends DBSchema {
  rows: { key: string; value: Row }
  bytes: { key: string; value: KeptBytes }
}

/** A part of the page that this device keeps for a time without a connection. */
export interface KeptPart<Source extends object = object> {
  /** What there is now, by a name within the part. An object that is still the same is not written again. */
  sources(): Iterable<readonly [name: string, source: Source]>
  /** What can be stored of it; null takes it off the shelf. */
  pack(source: Source): unknown
  restore(name: string, packed: never): void
}

const parts = new Map<string, KeptPart<never>>()
const writeEveryMs = 4000
/** Of rooms written down longer ago than the newest so many, nothing is kept. */
const mostRows = 40

let written = new Map<string, object>()
let opened: Promise<IDBPDatabase<Shelves>> | null = null
let timer: ReturnType<typeof setInterval> | undefined

/** Rejects where the browser has no shelves, as in some private windows. */
export async function openShelf(): Promise<IDBPDatabase<Shelves>> {
  opened ??= openDB<Shelves>('chandelier.page', 2, {
    upgrade(database, before) {
      if (before < 1) database.createObjectStore('rows', { keyPath: 'name' })
      database.createObjectStore('bytes', { keyPath: 'key' })
    },
    blocking(_, __, event) {
      opened = null
      ;(event.target as IDBDatabase).close()
    },
    terminated: () => {
      opened = null
    },
  })
  return opened
}

export function keepOnDevice<Source extends object>(part: string, how: KeptPart<Source>): void {
  parts.set(part, how as unknown as KeptPart<never>)
}

const ownerRow = 'owner'

/**
 * From now on what changes is written down now and then, for this person alone: what another one left is thrown away.
 * Without a working shelf (private windows) nothing is kept.
 */
export async function startKeeping(person: string): Promise<void> {
  if (timer !== undefined) return
  await claim(person).catch(() => {})
  clearInterval(timer)
  timer = setInterval(() => void write(), writeEveryMs)
  document.addEventListener('visibilitychange', onHidden)
}

async function claim(person: string): Promise<void> {
  const database = await openShelf()
  if ((await database.get('rows', ownerRow))?.value === person) return
  await clearAll(database)
  await database.put('rows', { name: ownerRow, value: person, at: Date.now() })
}

async function clearAll(database: IDBPDatabase<Shelves>): Promise<void> {
  await Promise.all([database.clear('rows'), database.clear('bytes')])
}

const onHidden = () => {
  if (document.visibilityState === 'hidden') void write()
}

async function write(): Promise<void> {
  const changed = [...parts].flatMap(([part, { sources, pack }]) =>
    Array.from(sources(), ([name, source]) => ({ key: `${part}/${name}`, source: source as object, pack })).filter(
      ({ key, source }) => written.get(key) !== source,
    ),
  )
  if (changed.length === 0) return
  const mine = written
  try {
    const database = await openShelf()
    const transaction = database.transaction('rows', 'readwrite')
    for (const { key, source, pack } of changed) {
      if (mine !== written) return transaction.abort()
      const value = pack(source as never)
      await (value === null
        ? transaction.store.delete(key)
        : transaction.store.put({ name: key, value, at: Date.now() }))
      mine.set(key, source)
    }
    await transaction.done
    await thin(database)
  } catch {
    // What cannot be kept now is tried again with the next change.
  }
}

async function thin(database: IDBPDatabase<Shelves>): Promise<void> {
  const rows = await database.getAll('rows')
  const isRoom = ({ name }: Row) => name.startsWith('rooms/')
  const oldest = rows
    .filter(isRoom)
    .sort((a, b) => b.at - a.at)
    .slice(mostRows)
  await Promise.all(oldest.map(({ name }) => database.delete('rows', name)))
}

/** Puts back what was kept; gives when the newest of it was written, or null where there is nothing. */
export async function recall(): Promise<number | null> {
  try {
    const rows = (await (await openShelf()).getAll('rows')).filter(({ name }) => name !== ownerRow)
    for (const { name, value } of rows) {
      const [part = '', ...rest] = name.split('/')
      parts.get(part)?.restore(rest.join('/'), value as never)
    }
    return rows.length > 0 ? Math.max(...rows.map(({ at }) => at)) : null
  } catch {
    return null
  }
}

/** Signed out, or signed out by the hub: nothing of the person stays on the device. */
export async function clearShelf(): Promise<void> {
  clearInterval(timer)
  timer = undefined
  written = new Map()
  document.removeEventListener('visibilitychange', onHidden)
  await openShelf()
    .then(clearAll)
    .catch(() => {})
}
