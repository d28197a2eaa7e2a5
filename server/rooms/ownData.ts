import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { findFile } from '#server/files/file.model.ts'
import { findAvatar } from '#server/members/avatar.model.ts'
import { findBlockedBy } from '#server/members/block.model.ts'
import { profiles } from '#server/members/profile.model.ts'
import { clusterIn, clusterView, personIn } from '#server/members/roll.ts'
import { findStatus } from '#server/members/status.model.ts'
import { findSettings, findTuningsOf } from '#server/notices/settings.model.ts'
import { findAccount } from '#server/platform/account.model.ts'
import type { Download } from '#server/platform/httpDownload.ts'
import type { Hub } from '#server/platform/hub.ts'
import { findSessionsOf, usedAtOf } from '#server/platform/session.model.ts'
import { findTokensOf } from '#server/platform/token.model.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { findComplaintsOf, findReviewsOf } from './moderation.model.ts'
import { ownMessages, ownReactions, type Said } from './ownMessages.ts'
import { nameInZip, pageFoot, pageHead, pageOfMessage } from './ownPage.ts'

/** What later features bring: each a list, under the name of its file. */
export type OwnLists = Record<string, (hub: Hub, person: string) => AsyncIterable<unknown>>

/** One's own data as a ZIP, made while it is fetched: JSON for programs, a page for people, and the files. */
export const ownDataDownload = (hub: Hub, more: OwnLists = {}): Download => ({
  path: '/account/export',
  limit: 'exportOfPerson',
  type: 'application/zip',
  async open(person) {
    const cluster = await clusterView(hub)
    const who = personIn(cluster, person)
    const { zip, bytes } = openZip(hub)
    const mtime = hub.clock.now()
    const add = (name: string, make: () => AsyncIterable<string>) =>
      addStream(zip, { name, options: { mtime }, open: async () => Readable.from(make()) })
    add('account.json', () => once(accountOf(hub, who)))
    add('messages.json', () => listOf(ownMessages(hub, person)))
    add('reactions.json', () => listOf(ownReactions(hub, person)))
    add('held.json', () => once(heldOf(hub, person)))
    add('reports.json', () => once(reportsOf(hub, person)))
    for (const [name, list] of Object.entries(more)) add(name, () => listOf(list(hub, person)))
    add('index.html', () => pageFor(hub, who, clusterIn(cluster).name))
    if (who.avatar) await addBytes(zip, 'picture.webp', { mtime, bytes: await findAvatar(hub.store, who.avatar) })
    void addFiles(hub, zip, { person, mtime })
    return { name: `chandelier-${mtime.toISOString().slice(0, 10)}.zip`, bytes }
  },
})

/** What goes wrong in the middle cuts the download off: half a ZIP never looks whole. */
function openZip({ log }: Hub): { zip: ZipFile; bytes: Readable } {
  const zip = new ZipFile()
  const bytes = zip.outputStream as Readable
  zip.on('error', (error: Error) => {
    log.error({ err: error }, 'own data not exported')
    bytes.destroy(error)
  })
  return { zip, bytes }
}

interface Entry {
  name: string
  options: { mtime: Date; compress?: boolean }
  open(): Promise<Readable>
}

/** The ZIP listens to no stream that it is given, and an error that nobody hears ends the process. */
function addStream(zip: ZipFile, { name, options, open }: Entry): void {
  const out = zip.outputStream as Readable
  zip.addReadStreamLazy(name, options, (give) => {
    open()
      .then((stream) => {
        const drop = () => stream.destroy()
        stream.on('error', (error) => zip.emit('error', error))
        stream.once('close', () => out.off('close', drop))
        out.once('close', drop)
        if (out.destroyed) drop()
        else give(null, stream)
      })
      .catch((error: unknown) => zip.emit('error', error))
  })
}

/** Files come last: which there are shows as the messages are read, one file open at a time. */
async function addFiles(hub: Hub, zip: ZipFile, { person, mtime }: { person: string; mtime: Date }): Promise<void> {
  const out = zip.outputStream as Readable
  try {
    for await (const { files = [] } of ownMessages(hub, person)) {
      if (out.destroyed) return
      for (const file of files) {
        const row = await findFile(hub.store, file.id)
        if (!row?.whole || row.person !== person) continue
        const { whole } = row
        const open = async () => (await hub.files.read(whole)) ?? Readable.from([])
        addStream(zip, { name: nameInZip(file), options: { mtime, compress: false }, open })
      }
    }
    zip.end()
  } catch (error) {
    zip.emit('error', error)
  }
}

async function addBytes(zip: ZipFile, name: string, { bytes, mtime }: { bytes: Uint8Array | null; mtime: Date }) {
  if (bytes) zip.addBuffer(Buffer.from(bytes), name, { mtime, compress: false })
}

/** What waits backstage or was refused there, under the front room that it was meant for. */
async function heldOf(hub: Hub, person: string) {
  const held = await findReviewsOf(hub.store, person)
  return Promise.all(
    held.map(async ({ room, review: { text, files = [], at, state, reason } }) => {
      const frontRoom = (await hub.rooms.view(room))?.find('room', room)?.frontRoom ?? null
      return { room: frontRoom, text, files, at, state, reason }
    }),
  )
}

async function reportsOf(hub: Hub, person: string) {
  const complaints = await findComplaintsOf(hub.store, person)
  return complaints.map(({ room, message, isClosed }) => ({ room, message, isClosed }))
}

/** Without the secrets of sessions and tokens, which are for no file. */
async function accountOf(hub: Hub, person: Person) {
  const now = hub.clock.now()
  const [account, sessions, tokens, status, notices, tunings, blocked, [profile = null]] = await Promise.all([
    findAccount(hub.store, person.id),
    findSessionsOf(hub.store, person.id, now),
    findTokensOf(hub.store, person.id, now),
    findStatus(hub.store, person.id),
    findSettings(hub.store, person.id),
    findTuningsOf(hub.store, person.id),
    findBlockedBy(hub.store, person.id),
    profiles.findMany(hub.store, clusterRoom, [person.id]),
  ])
  return {
    exportedAt: now,
    person,
    email: account?.email ?? null,
    hasSecondFactor: account?.twoFactorEnabled === true,
    profile,
    status,
    notices,
    roomNotices: tunings.map(({ person: _, ...tuning }) => tuning),
    blocked,
    sessions: sessions.map((row) => ({
      createdAt: row.createdAt,
      usedAt: usedAtOf(row),
      address: row.ipAddress ?? null,
      device: row.userAgent ?? null,
    })),
    tokens: tokens.map(({ label, scopes, createdAt, expiresAt, lastUsedAt }) => ({
      label,
      scopes,
      createdAt,
      expiresAt,
      lastUsedAt,
    })),
  }
}

async function* once(value: Promise<unknown>): AsyncGenerator<string> {
  yield `${JSON.stringify(await value, null, 2)}\n`
}

/** A JSON list, written item by item. */
async function* listOf(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let mark = '[\n'
  for await (const item of items) {
    yield mark + JSON.stringify(item)
    mark = ',\n'
  }
  yield mark === '[\n' ? '[]\n' : '\n]\n'
}

async function* pageFor(hub: Hub, person: Person, cluster: Parameters<typeof pageHead>[0]['cluster']) {
  const [profile = null] = await profiles.findMany(hub.store, clusterRoom, [person.id])
  yield pageHead({ person, profile, cluster })
  let before: Said | null = null
  for await (const said of ownMessages(hub, person.id)) {
    yield pageOfMessage(said, { before, person })
    before = said
  }
  yield pageFoot
}
