import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Hub } from '#server/platform/hub.ts'
import { isOnList, isPictureType, isRecordingType, plainFileName } from '#shared/files/file.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { changeFile, type FileRow, findFile, forgetFile, keepFile } from './file.model.ts'
import { createGate } from './gate.ts'
import { cleanPicture } from './pictures.ts'
import { giveRoomBack, quotaOf, settleRoom, takeRoom } from './quota.model.ts'
import { lengthOf } from './recordings.ts'
import { typeOf } from './sniffing.ts'

/** A file is in memory as a whole while it is checked. */
const checking = createGate(2)

type With = Pick<Hub, 'store' | 'files' | 'config' | 'clock' | 'metrics'>

const notFound = () => new Refusal('not_found', 'platform.notFound')
/** Never the same twice, so that of two who write at once neither overwrites the other. */
const newName = (file: string) => `${file}.${randomBytes(8).toString('hex')}`
export const megabytes = (bytes: number) => Math.max(1, Math.round(bytes / 1_000_000))

export interface Offer {
  id: string
  room: string
  person: string
  organisation: string | null
  name: string
  /** bytes */
  size: number
}

/** Announces a file, and takes room for it. A repeat gives the same upload, however far it is. */
export async function offerUpload(hub: With, { id, organisation, name, ...offer }: Offer): Promise<FileRow> {
  const { largest, perOrganisation: most } = hub.config.files
  const known = await findFile(hub.store, id)
  if (known) return known
  if (offer.size > largest) {
    hub.metrics.uploads.inc({ outcome: 'too_large' })
    throw new Refusal('too_large', 'files.tooLarge', { values: { most: megabytes(largest) } })
  }
  const quota = quotaOf(organisation)
  const now = hub.clock.now()
  if (!(await takeRoom(hub.store, { quota, file: id, bytes: offer.size, now, most }))) {
    hub.metrics.uploads.inc({ outcome: 'quota' })
    throw new Refusal('too_large', 'files.quota', { values: { most: megabytes(most) } })
  }
  const row = await keepFile(hub.store, {
    ...blank,
    ...offer,
    _id: id,
    quota,
    name: plainFileName(name),
    touchedAt: now,
  })
  await settleRoom(hub.store, quota, id)
  return row
}

const blank = {
  state: 'open' as const,
  received: 0,
  parts: [],
  whole: null,
  thumbnail: null,
  thumbnailBytes: 0,
  type: '',
  bytes: 0,
  width: null,
  height: null,
  seconds: null,
  message: null,
  cid: null,
}

/** Takes the bytes that follow `offset`, durably; with the last ones the file is checked and whole. */
export async function receivePiece(hub: With, row: FileRow, { offset, bytes }: { offset: number; bytes: Uint8Array }) {
  if (row.state === 'removing') throw notFound()
  if (row.state !== 'open') return row
  const received = offset + bytes.length
  if (received > row.size) throw new Refusal('invalid_input', 'files.moreThanOffered')
  if (offset !== row.received) throw new Refusal('conflict', 'files.elsewhere')
  if (bytes.length === 0) return received === row.size ? finishUpload(hub, row) : row
  const part = newName(row._id)
  await hub.files.write(part, bytes)
  const expected = { _id: row._id, state: 'open', received: offset } as const
  if (!(await changeFile(hub.store, expected, { received, touchedAt: hub.clock.now() }, part))) {
    await hub.files.remove(part)
    throw new Refusal('conflict', 'files.elsewhere')
  }
  const now = await findFile(hub.store, row._id)
  if (!now) throw notFound()
  return received === row.size ? finishUpload(hub, now) : now
}

/** Checks what has come and makes of it what is kept. What may not be kept is removed at once. */
async function finishUpload(hub: With, row: FileRow): Promise<FileRow> {
  try {
    const done = await checking(() => makeWhole(hub, row))
    hub.metrics.uploads.inc({ outcome: 'stored' })
    return done
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'not_found') {
      hub.metrics.uploads.inc({ outcome: 'refused' })
      await removeFile(hub, row)
    }
    throw error
  }
}

async function makeWhole(hub: With, row: FileRow): Promise<FileRow> {
  const { types, mostPixels } = hub.config.files
  const given = await bytesOf(hub, row)
  const type = await typeOf(given)
  if (!isOnList(type, types)) throw new Refusal('invalid_input', 'files.type', { values: { type } })
  const made = isPictureType(type)
    ? await cleanPicture(given, type, mostPixels)
    : { bytes: given, thumbnail: null, width: null, height: null }
  const seconds = isRecordingType(type) ? await lengthOf(given, type) : null
  const whole = newName(row._id)
  const thumbnail = made.thumbnail && newName(row._id)
  await hub.files.write(whole, made.bytes)
  if (thumbnail) await hub.files.write(thumbnail, made.thumbnail!)
  const news: Partial<FileRow> = {
    state: 'ready',
    whole,
    thumbnail,
    thumbnailBytes: made.thumbnail?.length ?? 0,
    type,
    bytes: made.bytes.length,
    width: made.width,
    height: made.height,
    seconds,
    parts: [],
    touchedAt: hub.clock.now(),
  }
  const isMine = await changeFile(hub.store, { _id: row._id, state: 'open' }, news)
  const spare = isMine ? row.parts : [whole, thumbnail]
  for (const name of spare) if (name) await hub.files.remove(name)
  const now = await findFile(hub.store, row._id)
  if (!now || now.state === 'removing') throw notFound()
  return now
}

async function bytesOf({ files }: With, { parts }: FileRow): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (const part of parts) {
    const found = await files.read(part)
    if (!found) throw notFound()
    pieces.push(await buffer(found))
  }
  return Buffer.concat(pieces)
}

/** Takes a file out of the store, with its name and all. May be stopped anywhere and run again. */
export async function removeFile(hub: Pick<With, 'store' | 'files' | 'clock'>, { _id }: FileRow): Promise<void> {
  const now = hub.clock.now()
  await changeFile(hub.store, { _id }, { state: 'removing', name: '', touchedAt: now })
  const row = await findFile(hub.store, _id)
  if (!row) return
  for (const name of [...row.parts, row.whole, row.thumbnail]) if (name) await hub.files.remove(name)
  // It was taken: said before it is given back, or the sweep would give it back once more.
  await settleRoom(hub.store, row.quota, _id)
  await giveRoomBack(hub.store, { quota: row.quota, file: _id, bytes: row.size, now })
  await forgetFile(hub.store, _id)
  await settleRoom(hub.store, row.quota, `-${_id}`)
}
