import { create } from 'zustand'
import type { FileRef } from '#shared/files/file.shape.ts'
import type { RefusalShape } from '#shared/platform/refusal.ts'

/** One file that is to go with the next message. */
export interface TrayItem {
  key: string
  /** Of the deed that announces it: repeated, it is the same upload, however far that is. */
  cid: string
  name: string
  /** bytes */
  size: number
  /** What the browser takes it for. */
  type: string
  /** waiting: for its turn or for a connection · checking: all bytes are there · refused: `refusal` says why */
  state: 'waiting' | 'sending' | 'checking' | 'done' | 'refused'
  /** bytes that have gone out */
  sent: number
  file: FileRef | null
  refusal: RefusalShape | null
  /** Whether trying again may help. */
  mayRetry: boolean
  /** Address of the picture on this device. */
  picture: string | null
}

export interface Tray {
  items: readonly TrayItem[]
  /** The message goes as soon as all files are there. */
  isArmed: boolean
  /** What is armed, as the room wrote it down. */
  words: string
}
const emptyTray: Tray = { items: [], isArmed: false, words: '' }

/** Files in hand, by room. They go on being uploaded while another page is shown. */
export const useTrays = create<Readonly<Record<string, Tray>>>(() => ({}))

export const trayOf = (room: string): Tray => useTrays.getState()[room] ?? emptyTray
export const useTray = (room: string): Tray => useTrays((trays) => trays[room] ?? emptyTray)

export function setTray(room: string, change: Partial<Tray>): void {
  useTrays.setState({ [room]: { ...trayOf(room), ...change } })
}

/** Takes the files out for a message. */
export function emptyHand(room: string): readonly TrayItem[] {
  const { items } = trayOf(room)
  setTray(room, emptyTray)
  return items
}

/** Files of a message that was taken back go into the tray again. */
export function takeBackFiles(room: string, files: readonly FileRef[]): void {
  setTray(room, { items: [...trayOf(room).items, ...files.map(doneItem)] })
}

export const doneItem = (file: FileRef): TrayItem => ({
  key: file.id,
  cid: file.id,
  name: file.name,
  size: file.size,
  type: file.type,
  state: 'done',
  sent: file.size,
  file,
  refusal: null,
  mayRetry: false,
  picture: null,
})

/** Rooms whose field is on the page, which sends what is armed there by itself, with the words that stand in it. */
export const shownFields = new Map<string, () => string>()

const keptPrefix = (person: string) => `chandelier.tray.${person}.`
export const trayKey = (person: string, hand: string) => keptPrefix(person) + hand

/** Names of what this device keeps of somebody's trays; none where the browser keeps nothing. */
export function findKeptTrays(person: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(keptPrefix(person)))
  } catch {
    return []
  }
}

/** all: every file is there · some: still on their way · broken: the author has to see to one */
export function readinessOf({ items }: Tray): 'all' | 'some' | 'broken' {
  if (items.some(({ state }) => state === 'refused')) return 'broken'
  return items.every(({ state }) => state === 'done') ? 'all' : 'some'
}
