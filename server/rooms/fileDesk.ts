import { type FileRow, findFile } from '#server/files/file.model.ts'
import type { Holder } from '#server/files/sweep.ts'
import { receivePiece } from '#server/files/uploads.ts'
import type { FileDesk } from '#server/platform/httpFiles.ts'
import type { Hub } from '#server/platform/hub.ts'
import { isShownInPlace } from '#shared/files/file.ts'
import { can } from '#shared/permissions.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { mayEnter, runsRoom } from '#shared/rooms/room.ts'
import { subjectOfRoom } from './access.ts'
import { messages } from './message.model.ts'
import { reviews } from './moderation.model.ts'
import { uploadOf } from './upload.handlers.ts'

type With = Pick<Hub, 'store' | 'rooms'>

const notFound = () => new Refusal('not_found', 'platform.notFound')
const thumbnailType = 'image/webp'

/** Bytes of files in and out: the roll of their room is asked every time. */
export const fileDesk = (hub: Hub): FileDesk => ({
  async receive({ upload, actor, offset, bytes }) {
    const row = await findFile(hub.store, upload)
    if (!row || row.person !== actor.personId) throw notFound()
    const of = await subjectOfRoom({ input: { room: row.room }, actor, hub })
    if (!mayEnter(actor, of)) throw notFound()
    if (!can(actor, 'upload.offer', of)) throw new Refusal('not_allowed', 'platform.notAllowed')
    return uploadOf(await receivePiece(hub, row, { offset, bytes }))
  },
  async find({ file, part, actor }) {
    const row = await findFile(hub.store, file)
    if (!row || !(await maySee(hub, row, actor))) throw notFound()
    const isThumbnail = part === 'thumbnail'
    const kept = isThumbnail ? row.thumbnail : row.whole
    if (kept === null) throw notFound()
    return {
      name: row.name,
      type: isThumbnail ? thumbnailType : row.type,
      bytes: isThumbnail ? row.thumbnailBytes : row.bytes,
      tag: kept,
      isShownInPlace: isThumbnail || isShownInPlace(row.type),
      open: (range) => hub.files.read(kept, range),
    }
  },
})

/** What a message holds is for those who may read it, for as long as it stands; before that, for its uploader alone. */
async function maySee(hub: Hub, row: FileRow, actor: Actor): Promise<boolean> {
  if (row.state !== 'ready' && row.state !== 'posted') return false
  const of = await subjectOfRoom({ input: { room: row.room }, actor, hub })
  if (!mayEnter(actor, of)) return false
  if (await isHeldByMessage(hub, row)) return true
  if (runsRoom(actor, of) && (await isHeldForReview(hub, row))) return true
  return row.person === actor.personId && (row.state === 'ready' || isHeldForReview(hub, row))
}

/** What holds a file of this room; null for one that goes with nothing. */
export async function findHolder(hub: With, row: FileRow): Promise<Holder | null> {
  if (await isHeldByMessage(hub, row)) return 'message'
  return (await isHeldForReview(hub, row)) ? 'review' : null
}

/** Whether a message that waits backstage, or was refused there, holds the file. */
export const isHeldForReview = (hub: With, row: FileRow) => isHeldIn(hub, reviews, backstageOf(row.room), row)

/** Whether a message that stands holds the file. */
const isHeldByMessage = (hub: With, row: FileRow) => isHeldIn(hub, messages, row.room, row)

async function isHeldIn(
  hub: With,
  model: typeof messages | typeof reviews,
  room: string,
  { _id, message }: FileRow,
): Promise<boolean> {
  if (message === null) return false
  const find = async () => (await model.findMany(hub.store, room, [message]))[0]
  let found = await find()
  if (!found) {
    // Whoever hears of it asks before the read model has it.
    const head = (await hub.rooms.view(room))?.head.seq ?? 0
    await hub.rooms.applied(room, head)
    found = await find()
  }
  return found?.files?.some(({ id }) => id === _id) ?? false
}
