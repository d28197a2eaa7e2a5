import { findMyId, useSession } from '#client/members/me.store.ts'
import { newCid } from '#client/platform/hub.ts'
import { asSoleTab } from '#client/platform/soleTab.ts'
import { findBytes, letBytesGo, thinBytes } from './keptBytes.ts'
import { doneItem, findKeptTrays, setTray, type Tray, type TrayItem, trayKey, trayOf, useTrays } from './tray.store.ts'
import { uploader } from './uploads.ts'

/** A file as it is written down: its bytes lie on the shelf under its key, until the hub has them. */
type KeptItem = Pick<TrayItem, 'name' | 'size' | 'type' | 'file'> & Partial<Pick<TrayItem, 'key' | 'cid'>>
interface KeptTray {
  person: string
  room: string
  items: readonly KeptItem[]
  isArmed: boolean
  words: string
}
const keptOf = ({ key, cid, name, size, type, file }: TrayItem): KeptItem => ({ key, cid, name, size, type, file })

/** What this tab holds, by room. Another tab waits for its end: a file is uploaded, and a message sent, by one of them. */
const hands = new Map<string, { key: string; letGo(): void }>()
/** Trays of before a reload, and of other tabs, that this one goes on with once nobody else does. */
const awaited = new Map<string, () => void>()

function handIn(person: string, room: string): string {
  const held = hands.get(room)
  if (held) return held.key
  const key = trayKey(person, newCid())
  hands.set(room, { key, letGo: asSoleTab(key, { start() {}, stop() {} }) })
  return key
}

function keepTray(person: string, room: string, { items, isArmed, words }: Tray): void {
  if (items.length === 0 && !hands.has(room)) return
  const key = handIn(person, room)
  try {
    if (items.length === 0) localStorage.removeItem(key)
    else {
      const kept: KeptTray = { person, room, items: items.map(keptOf), isArmed, words }
      localStorage.setItem(key, JSON.stringify(kept))
    }
  } catch {
    // Storage is full or forbidden: the tray is still on the screen.
  }
  if (items.length > 0) return
  hands.get(room)?.letGo()
  hands.delete(room)
}

/** Bytes are needed until the hub has them, or has said its last word on them. */
const needsBytes = ({ file, state, mayRetry }: TrayItem) => file === null && (state !== 'refused' || mayRetry)

function letGoOfDone(was: Tray, now: Tray): void {
  const needed = new Set(now.items.filter(needsBytes).map(({ key }) => key))
  for (const item of was.items) if (needsBytes(item) && !needed.has(item.key)) letBytesGo(item.key)
}

const signatureOf = ({ items, isArmed, words }: Tray) =>
  JSON.stringify([isArmed, words, items.map((item) => [item.key, item.cid, item.file !== null, needsBytes(item)])])

useTrays.subscribe((trays, before) => {
  const person = findMyId()
  if (person === null) return
  for (const [room, tray] of Object.entries(trays)) {
    const was = before[room]
    if (tray === was || (was && signatureOf(tray) === signatureOf(was))) continue
    keepTray(person, room, tray)
    if (was) letGoOfDone(was, tray)
  }
})

/** Goes on with what is kept, in whatever room; what another tab holds, once that one is closed. */
function restoreTrays(person: string): void {
  const keys = findKeptTrays(person)
  const named = new Set(keys.flatMap((key) => findKept(person, key)?.items.map((item) => item.key) ?? []))
  thinBytes((key) => named.has(key) || Object.values(useTrays.getState()).some((tray) => holds(tray, key)))
  for (const key of keys) whenFree(person, key)
}
const holds = ({ items }: Tray, key: string) => items.some((item) => item.key === key)

function whenFree(person: string, key: string): void {
  if (awaited.has(key) || [...hands.values()].some((hand) => hand.key === key)) return
  const start = () =>
    // A lease begins before it can be given up.
    queueMicrotask(() => {
      const letGo = awaited.get(key)
      if (!letGo) return
      takeOver(person, key)
      awaited.delete(key)
      letGo()
    })
  awaited.set(key, () => {})
  awaited.set(key, asSoleTab(key, { start, stop() {} }))
}

/** Moves a tray that nobody holds into this tab's own of the same room. */
function takeOver(person: string, key: string): void {
  const kept = findKept(person, key)
  if (!kept) return
  const { room, isArmed, words } = kept
  const items = kept.items.map((item) => (item.file ? doneItem(item.file) : waitingItem(item)))
  const own = trayOf(room)
  // Beside what is already in hand there, nothing goes before the author has looked at it.
  setTray(room, { items: [...own.items, ...items], isArmed: isArmed && own.items.length === 0, words })
  localStorage.removeItem(key)
  for (const item of items.filter(({ file }) => file === null)) {
    void findBytes(item.key).then((bytes) => {
      if (findMyId() === person) uploader.resume(room, item, bytes)
    })
  }
}

function findKept(person: string, key: string): KeptTray | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    // As it was written once: one tray for each room, its files alone.
    if (Array.isArray(kept))
      return { person, room: key.slice(trayKey(person, '').length), items: kept, isArmed: false, words: '' }
    return (kept as KeptTray | null)?.person === person ? (kept as KeptTray) : null
  } catch {
    return null
  }
}

function waitingItem({ name, size, type, key = newCid(), cid = key }: KeptItem): TrayItem {
  return {
    key,
    cid,
    name,
    size,
    type,
    state: 'waiting',
    sent: 0,
    file: null,
    refusal: null,
    mayRetry: false,
    picture: null,
  }
}

addEventListener('storage', ({ key, newValue }) => {
  const person = findMyId()
  if (person !== null && key?.startsWith(trayKey(person, '')) && newValue !== null) whenFree(person, key)
})

useSession.subscribe(({ me }, was) => {
  if (me?.person.id === was.me?.person.id) return
  uploader.stop()
  for (const { letGo } of hands.values()) letGo()
  for (const letGo of awaited.values()) letGo()
  hands.clear()
  awaited.clear()
  useTrays.setState({}, true)
  if (me) restoreTrays(me.person.id)
})
const person = findMyId()
if (person !== null) restoreTrays(person)
