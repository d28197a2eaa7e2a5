import { randomBytes } from 'node:crypto'
import type { App } from '#server/app.ts'
import { change } from '#server/platform/handler.ts'
import { deriveToken, hashOfToken, keepToken } from '#server/platform/token.model.ts'
import type { Organisation, Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { tokenScopes } from '#shared/platform/actor.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import type { Room, RoomSeat } from '#shared/rooms/room.shape.ts'

export const newCid = () => randomBytes(12).toString('hex')
let count = 0
const nextNumber = () => ++count

type On = Pick<App, 'running'>

/** Writes facts into a room's log as the system, many things in one entry: the true log, without the deeds. */
export async function writeFacts({ running }: On, room: string, changes: Change[]): Promise<void> {
  const decide = () => ({ changes, answer: {} as never })
  const deed = { room, name: 'factory', input: {}, by: 'system', cid: newCid(), decide }
  await running.rooms.submit(deed, { creates: true, needs: [] })
}

export async function buildCluster(app: On): Promise<void> {
  const name = {
    zh: '曜域灯具照明品牌集群(示例)',
    en: 'Yaoyu Lighting Brand Cluster (Demo)',
    authoritative: 'zh' as const,
  }
  const cluster = { id: clusterRoom, name, colour: '#b8742a', logo: null, timeZone: 'Asia/Shanghai', isDemo: false }
  await writeFacts(app, clusterRoom, [change('cluster.founded', cluster)])
}

export interface BuildPerson {
  seats?: ClusterSeat[]
  name?: string
  language?: 'zh' | 'en'
  organisation?: string | null
  state?: Person['state']
}

/** Active people of the cluster, all in one entry of its log. */
export async function buildPeople(app: On, wanted: BuildPerson[]): Promise<string[]> {
  const people = wanted.map(
    ({ seats = ['delegate'], name, language = 'en', organisation = null, state = 'active' }) => {
      const id = `p${nextNumber()}`
      return {
        id,
        name: { zh: name ?? `成员${id}`, en: name ?? `Member ${id}`, authoritative: language },
        title: { zh: '', en: '' },
        organisation,
        language,
        timeZone: 'Asia/Shanghai',
        seats,
        state,
        reason: '',
      }
    },
  )
  await writeFacts(
    app,
    clusterRoom,
    people.map((person) => change('person.accepted', person)),
  )
  return people.map(({ id }) => id)
}

export async function buildPerson(app: On, wanted: BuildPerson = {}): Promise<string> {
  const [id] = await buildPeople(app, [wanted])
  return id!
}

export async function buildOrganisation(app: On, name = '示例照明'): Promise<string> {
  const id = `o${nextNumber()}`
  const organisation: Omit<Organisation, 'version'> = {
    id,
    name: { zh: name, en: '', authoritative: 'zh' },
    sectors: ['3872'],
    province: '',
  }
  await writeFacts(app, clusterRoom, [change('organisation.added', organisation)])
  return id
}

export interface BuildLounge extends Partial<Omit<Room, 'id' | 'version'>> {
  chair?: string
  members?: string[]
  roll?: Record<string, RoomSeat>
}

/** A lounge with its roll, in one entry. */
export async function buildLounge(
  app: On,
  { chair, members = [], roll = {}, ...room }: BuildLounge = {},
): Promise<string> {
  const id = `lounge-${nextNumber()}`
  const seats = { ...Object.fromEntries(members.map((person) => [person, 'participant' as const])), ...roll }
  if (chair) seats[chair] = 'chair'
  const opened: Omit<Room, 'version'> = {
    id,
    kind: 'lounge',
    title: { zh: '交流厅', en: 'Lounge', authoritative: 'zh' },
    topic: { zh: '', en: '' },
    access: 'open',
    seats: [],
    isDefault: false,
    state: 'open',
    frontRoom: null,
    reason: '',
    ...room,
  }
  const taken = Object.entries(seats).map(([person, seat]) =>
    change('seat.taken', { id: person, seat, state: 'seated', reason: '' }),
  )
  await writeFacts(app, id, [change('room.opened', opened), ...taken])
  return id
}

/** A personal access token, as its owner would have made it. */
export async function buildToken(
  app: On,
  person: string,
  scopes: readonly ('read' | 'write')[] = tokenScopes,
): Promise<string> {
  const { hub } = app.running
  const { id, secret } = deriveToken(hub.config, person, newCid())
  const createdAt = hub.clock.now()
  await keepToken(hub.store, {
    _id: id,
    hash: hashOfToken(secret),
    person,
    label: 'test',
    scopes: [...scopes],
    days: 30,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 30 * 86_400_000),
    lastUsedAt: null,
    revokedAt: null,
  })
  return secret
}
