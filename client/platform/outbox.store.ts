import { useMemo } from 'react'
import { create, useStore } from 'zustand'
import { useConnection } from './connection.store.ts'
import { connection } from './connection.ts'
import { newCid } from './hub.ts'
import { createOutbox, type Outbox, type OutboxNews, type OutboxPost, type OutboxRow } from './outbox.ts'
import { indexedDbShelf, memoryShelf, type OutboxShelf } from './outboxShelf.ts'
import { serverNow } from './serverClock.ts'
import { asSoleTab } from './soleTab.ts'

const useOutbox = create<{ outbox: Outbox; close: () => void } | null>(() => null)

let openings = 0

/** Opens the outbox of the person who signed in; what waited from before goes out. */
export async function openOutbox(person: string): Promise<void> {
  closeOutbox()
  const mine = ++openings
  const shelf = await workingShelf(person)
  // Signed out, or signed in as somebody else, while the shelf was being opened.
  if (mine !== openings) return
  const channel = new BroadcastChannel(`chandelier.outbox.${person}`)
  const outbox = createOutbox({
    person,
    shelf,
    post: ({ files, ...post }, cid) => {
      const input = files ? { ...post, files: files.map(({ id }) => id) } : post
      return connection.request('command', { name: 'message.post', cid, input }) as Promise<{ seq: number }>
    },
    newCid,
    now: serverNow,
    announce: (news) => channel.postMessage(news),
  })
  channel.onmessage = ({ data }: MessageEvent<OutboxNews>) => outbox.hear(data)
  const unsubscribe = [
    sendWhileOnline(`outbox.${person}`, outbox),
    outbox.store.subscribe(({ rows }) => useConnection.setState({ waiting: rows.filter(isWaiting).length })),
  ]
  const close = () => {
    for (const stop of unsubscribe) stop()
    outbox.close()
    channel.close()
    useConnection.setState({ waiting: 0 })
  }
  useOutbox.setState({ outbox, close }, true)
  await outbox.refresh()
}

/** Sends from one tab of this browser at a time, and from one that has a link: whoever loses it makes way for another. */
function sendWhileOnline(name: string, outbox: Outbox): () => void {
  let makeWay: (() => void) | null = null
  function steer() {
    const isOnline = useConnection.getState().state === 'online'
    if (isOnline) makeWay ??= asSoleTab(name, sending(outbox))
    else {
      makeWay?.()
      makeWay = null
    }
  }
  steer()
  const unsubscribe = useConnection.subscribe(steer)
  return () => {
    unsubscribe()
    makeWay?.()
  }
}

function sending(outbox: Outbox): { start(): void; stop(): void } {
  let isOn = false
  return {
    start() {
      isOn = true
      // What other tabs wrote before comes first, and what they have sent does not go again.
      const go = () => isOn && outbox.go()
      void outbox.refresh().then(go, go)
    },
    stop() {
      isOn = false
      outbox.pause()
    },
  }
}

export function closeOutbox(): void {
  openings++
  useOutbox.getState()?.close()
  useOutbox.setState(null, true)
}

async function workingShelf(person: string): Promise<OutboxShelf> {
  const shelf = indexedDbShelf()
  return shelf.all(person).then(
    () => shelf,
    () => memoryShelf(),
  )
}

const isWaiting = (row: OutboxRow) => row.sentAs === null && row.refusal === null
const noRows = { rows: [] as readonly OutboxRow[] }
const noStore = { getState: () => noRows, getInitialState: () => noRows, subscribe: () => () => undefined }

/** Messages of one room that are still on their way, in order. */
export function useOutboxRows(room: string): readonly OutboxRow[] {
  const outbox = useOutbox((open) => open?.outbox)
  const rows = useStore(outbox?.store ?? noStore, (state) => state.rows)
  return useMemo(() => rows.filter((row) => row.room === room), [rows, room])
}

function theOutbox(): Outbox {
  const open = useOutbox.getState()
  if (!open) throw new Error('The outbox is open while somebody is signed in')
  return open.outbox
}
export const postMessage = (post: OutboxPost) => theOutbox().post(post)
export const retryMessage = (cid: string) => theOutbox().retry(cid)
export const discardMessage = (cid: string) => theOutbox().discard(cid)
/** Rows of a room whose true message has been heard give way to it. */
export function settleMessages(room: string, headSeq: number): void {
  useOutbox.getState()?.outbox.settle((row) => row.room === room && row.sentAs !== null && row.sentAs <= headSeq)
}
