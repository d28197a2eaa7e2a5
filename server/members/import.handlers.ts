import { findAddresses, findHolders, reserveAccounts } from '#server/platform/account.model.ts'
import { findEntry } from '#server/platform/entry.model.ts'
import { type Call, change, type LogHandler, type PlainHandler, type QueryHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { ImportLine } from '#shared/members/import.shape.ts'
import type { ImportKind } from '#shared/members/import.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { isSecretariat } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import { newPersonId } from './cluster.handlers.ts'
import { findImportFile, keepImportPiece } from './importFile.model.ts'
import { type ReadFile, type ReadLine, readImportFile } from './importLines.ts'
import { type PlannedLine, planImport } from './importPlan.ts'
import { findNewestInvitations, invitationLink, keepInvitations } from './invitation.model.ts'
import { clusterIn, clusterView } from './roll.ts'

export const handImport: PlainHandler<'import.hand'> = {
  async run({ input: { file, piece, of, bytes }, by, hub }) {
    await keepImportPiece(hub.store, { by, file, piece, of, bytes: Buffer.from(bytes, 'base64') }, hub.clock.now())
    return {}
  },
}

async function readHanded(
  hub: Hub,
  { by, file, kind }: { by: string; file: string; kind: ImportKind },
): Promise<ReadFile | null> {
  const bytes = await findImportFile(hub.store, { by, file, now: hub.clock.now() })
  return bytes && readImportFile(kind, bytes)
}

const addressesIn = (lines: ReadLine[]) => lines.flatMap(({ person }) => (person ? [person.email] : []))
const fileGone = () => new Refusal('not_found', 'members.import.fileGone')

export const importPreview: QueryHandler<'import.preview'> = {
  async find({ input, actor, hub }) {
    const read = await readHanded(hub, { ...input, by: actor.personId! })
    if (!read) throw fileGone()
    const holders = await findHolders(hub.store, addressesIn(read.lines))
    const { headings, unknown, encoding } = read
    const planned = planImport(read.lines, { room: await clusterView(hub), holders })
    return { headings, unknown, encoding, lines: planned.map(shown) }
  },
}

const shown = ({ line, verdict, name, detail, faults, cells }: PlannedLine): ImportLine => ({
  line,
  verdict,
  name: name.slice(0, 200),
  detail: detail.slice(0, 254),
  faults,
  ...(verdict === 'wrong' ? { cells } : {}),
})

interface Prepared {
  lines: ReadLine[]
  holders: ReadonlyMap<string, string>
}

/** Takes the addresses of those who are to come, with an invitation laid ready for each; null where the file has gone. */
async function prepareImport({ input, actor, by, cid, hub }: Call<'import.carryOut'>): Promise<Prepared | null> {
  if (!isSecretariat(actor)) return null
  const read = await readHanded(hub, { ...input, by })
  const room = await hub.rooms.fresh(clusterRoom)
  if (!read || !room) return null
  const addresses = addressesIn(read.lines)
  const planned = planImport(read.lines, { room, holders: await findHolders(hub.store, addresses) })
  const coming = addressesIn(planned.filter(({ verdict }) => verdict === 'new'))
  const now = hub.clock.now()
  const seats = coming.map((email) => ({ email, personId: newPersonId() }))
  await reserveAccounts(hub.store, seats, now)
  const holders = await findHolders(hub.store, addresses)
  const wanted = coming.flatMap((email) => {
    const person = holders.get(email)
    return person ? [{ person, by, cid: `${cid}/${person}` }] : []
  })
  await keepInvitations(hub.store, hub.config, { wanted, now })
  return { lines: read.lines, holders }
}

export const carryOutImport: LogHandler<'import.carryOut', Prepared | null> = {
  load: prepareImport,
  subject: () => ({}),
  decide({ input: { kind, name, isMailed }, room, by, now, seq, newId, loaded }) {
    const id = newId()
    if (!loaded || room.find('import', id)) throw fileGone()
    const planned = planImport(loaded.lines, { room, holders: loaded.holders })
    const { timeZone } = clusterIn(room)
    const news = planned
      .filter(({ verdict }) => verdict === 'new')
      .flatMap((line) => asChange(line, { holders: loaded.holders, timeZone, newId }))
    if (news.length === 0) throw new Refusal('wrong_state', 'members.import.nothing')
    const added = news.length
    const present = planned.filter(({ verdict }) => verdict === 'present').length
    const counts = { added, present, wrong: planned.length - added - present }
    const fact = { id, kind, name, ...counts, isMailed: kind === 'people' && isMailed, by, at: now.getTime() }
    return {
      changes: [change('import.carriedOut', { ...fact, undone: null }), ...news],
      answer: { import: id, seq, ...counts },
    }
  },
}

interface Surroundings {
  holders: ReadonlyMap<string, string>
  timeZone: string
  newId(part?: string): string
}

function asChange(
  { line, organisation, person, belongsTo }: PlannedLine,
  { holders, timeZone, newId }: Surroundings,
): Change[] {
  if (organisation) return [change('organisation.imported', { id: newId(`line-${line}`), ...organisation })]
  const id = person && holders.get(person.email)
  if (!person || !id) return []
  // The address stays with the account: the log is for everybody.
  const { email, ...news } = person
  const rest = { organisation: belongsTo, timeZone: news.timeZone ?? timeZone, state: 'invited' as const, reason: '' }
  return [change('person.imported', { id, ...news, ...rest })]
}

export const importLinks: QueryHandler<'import.links'> = {
  async find({ input, hub }) {
    const room = await clusterView(hub)
    const found = room.find('import', input.import)
    if (!found) throw new Refusal('not_found', 'platform.notFound')
    const entry = found.undone ? null : await findEntry(hub.store, clusterRoom, found.version)
    const waiting = (entry?.changes ?? [])
      .map(({ item }) => item.id)
      .filter((id) => room.find('person', id)?.state === 'invited')
    const invitations = await findNewestInvitations(hub.store, waiting, hub.clock.now())
    const addresses = await findAddresses(hub.store, waiting)
    const links = waiting.flatMap((person) => {
      const [invitation, email] = [invitations.get(person), addresses.get(person)]
      return invitation && email ? [{ person, email, link: invitationLink(hub.config, invitation) }] : []
    })
    return { links }
  },
}
