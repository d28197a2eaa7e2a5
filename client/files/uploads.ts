import { findMyId, useSession } from '#client/members/me.store.ts'
import { useConnection } from '#client/platform/connection.store.ts'
import { ask, newCid, send } from '#client/platform/hub.ts'
import { sendBytes } from '#client/platform/sendBytes.ts'
import type { Upload } from '#shared/files/file.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { doneItem, setTray, type TrayItem, trayOf, useTrays } from './tray.store.ts'
import { createUploader, type Limits } from './uploader.ts'

const limitsKeptMs = 60_000
let limits: { at: number; found: Promise<Limits> } | null = null

function findLimits(): Promise<Limits> {
  if (limits && Date.now() - limits.at < limitsKeptMs) return limits.found
  const found = ask('upload.limits', {})
  limits = { at: Date.now(), found }
  found.catch(() => {
    limits = null
  })
  return found
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(end, ms)
    const unsubscribe = useConnection.subscribe(({ state }, was) => {
      if (state === 'online' && was.state !== 'online') end()
    })
  })
}

export const uploader = createUploader({
  limits: findLimits,
  offer: (input, cid) => send('upload.offer', input, cid),
  find: (upload) => ask('upload.find', { upload }),
  withdraw: (upload) => send('upload.withdraw', { upload }),
  piece: (upload, { offset, ...given }) =>
    sendBytes<Upload>({
      path: `/api/uploads/${upload}`,
      headers: { 'upload-offset': String(offset), 'content-type': 'application/octet-stream' },
      ...given,
    }),
  newCid,
  pause,
})

type Kept = Pick<TrayItem, 'name' | 'size' | 'type' | 'file'>
const keyOf = (person: string, room: string) => `chandelier.tray.${person}.${room}`
const keptOf = ({ name, size, type, file }: TrayItem): Kept => ({ name, size, type, file })

/** What a reload would lose is written down: files that are there come back, the others are named. */
function keepTrays(): void {
  const person = findMyId()
  if (person === null) return
  for (const [room, { items }] of Object.entries(useTrays.getState())) {
    try {
      if (items.length === 0) localStorage.removeItem(keyOf(person, room))
      else localStorage.setItem(keyOf(person, room), JSON.stringify(items.map(keptOf)))
    } catch {
      // Storage is full or forbidden: the tray is still on the screen.
    }
  }
}

/** The tray as it was before a reload; files of which bytes were missing have to be chosen again. */
export function restoreTray(room: string): void {
  const person = findMyId()
  if (person === null || trayOf(room).items.length > 0) return
  const items = keptIn(keyOf(person, room)).map((kept) => (kept.file ? doneItem(kept.file) : lostItem(kept)))
  if (items.length > 0) setTray(room, { items })
}

function keptIn(key: string): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

function lostItem({ name, size, type }: Kept): TrayItem {
  const { code, key, details } = new Refusal('not_found', 'files.lost')
  const refusal = { code, key, details }
  return {
    key: newCid(),
    name,
    size,
    type,
    state: 'refused',
    sent: 0,
    file: null,
    refusal,
    mayRetry: false,
    picture: null,
  }
}

const signatureOf = () =>
  Object.values(useTrays.getState())
    .flatMap(({ items }) => items.map(({ key, file }) => `${key}${file ? '+' : ''}`))
    .join()
let written = ''
useTrays.subscribe(() => {
  const signature = signatureOf()
  if (signature === written) return
  written = signature
  keepTrays()
})
useSession.subscribe(({ me }, was) => {
  if (me?.person.id === was.me?.person.id) return
  uploader.stop()
  limits = null
  useTrays.setState({}, true)
})
