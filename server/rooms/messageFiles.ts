import { changeFile, type FileRow, findFiles, findFilesOf, refOf } from '#server/files/file.model.ts'
import { idOf } from '#server/platform/dispatch.ts'
import { findEntryOfDeed } from '#server/platform/entry.model.ts'
import type { Call } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { FileRef } from '#shared/files/file.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { isHeldForReview } from './fileDesk.ts'

/** A deed that has not come to the log by then never will: a claim that it left behind is void. */
const longestDeedMs = 60_000

interface Claimed {
  files: FileRef[]
  /** Why the message cannot hold them: told only once it is known that the deed is no repeat. */
  refusal: Refusal | null
}
const none: Claimed = { files: [], refusal: null }

type PostCall = Call<'message.post'>

/** Takes the uploads that a message is to hold, so that no other message can; the same deed may take them again. */
export async function claimFiles({ input: { room, files: ids }, by, cid, hub }: PostCall): Promise<Claimed> {
  if (!ids) return none
  const most = hub.config.files.perMessage
  if (ids.length > most) {
    return { files: [], refusal: new Refusal('invalid_input', 'files.tooMany', { values: { most } }) }
  }
  const rows = new Map((await findFiles(hub.store, ids)).map((row) => [row._id, row]))
  const claim = { room, person: by, cid, message: idOf(room, by, cid) }
  const claimed: FileRow[] = []
  for (const id of new Set(ids)) {
    const row = rows.get(id)
    if (!row || !(await claimFile(hub, row, claim)))
      return { files: [], refusal: new Refusal('not_found', 'files.gone') }
    claimed.push(row)
  }
  return { files: claimed.map(refOf), refusal: null }
}

interface Claim {
  room: string
  person: string
  cid: string
  message: string
}

async function claimFile(hub: Hub, row: FileRow, { room, person, cid, message }: Claim): Promise<boolean> {
  if (row.room !== room || row.person !== person) return false
  if (row.state === 'posted') return row.message === message
  if (row.state !== 'ready') return false
  const now = hub.clock.now()
  if (row.message !== null && row.message !== message && !(await isVoid(hub, row, now))) return false
  const expected = { _id: row._id, state: 'ready', message: row.message } as const
  return changeFile(hub.store, expected, { message, cid, touchedAt: now })
}

/** Whether the message that a file was taken for will never be. */
async function isVoid(hub: Hub, row: FileRow, now: Date): Promise<boolean> {
  const { room, person, cid, touchedAt } = row
  if (cid === null || now.getTime() - touchedAt.getTime() < longestDeedMs) return false
  if ((await findEntryOfDeed(hub.store, room, person, cid)) !== null) return false
  // What waits for review is in no log of this room yet.
  return !(await isHeldForReview(hub, row))
}

/** A message that was refused gives its uploads back: they may go with another. */
export async function unclaimFiles({ call }: { call: PostCall }): Promise<void> {
  const { input, by, cid, hub } = call
  const message = idOf(input.room, by, cid)
  for (const _id of input.files ?? []) {
    await changeFile(hub.store, { _id, state: 'ready', message }, { message: null, cid: null })
  }
}

/** Files of a message that will not be, after all: they may go with another, also one that was taken for posted. */
export async function giveBackFiles({ store, clock }: Hub, room: string, message: string): Promise<void> {
  for (const { _id, state } of await findFilesOf(store, room, message)) {
    if (state !== 'ready' && state !== 'posted') continue
    const news = { state: 'ready', message: null, cid: null, touchedAt: clock.now() } as const
    await changeFile(store, { _id, state, message }, news)
  }
}

/** The files of a message to be; refuses where one of them is not there for it. */
export function filesOf({ files, refusal }: Claimed): { files?: FileRef[] } {
  if (refusal) throw refusal
  return files.length > 0 ? { files } : {}
}
