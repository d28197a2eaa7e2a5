import { readFile } from 'node:fs/promises'
import { findDemoAccounts } from '#server/platform/account.model.ts'
import type { SettableClock } from '#server/platform/clock.ts'
import { ConfigError } from '#server/platform/config.ts'
import type { Hub } from '#server/platform/hub.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import type { Member, Who } from './cast.ts'
import { foundedDaysAgo, type LoungeKey, lounges } from './lounges.ts'
import { leaveWork } from './seedDesk.ts'
import { leaveNews, type Told, tellOfThemselves } from './seedLife.ts'
import { foundCluster, type Ids, newDemoPassword, offerDemoSeats, seatPeople, setStatuses } from './seedPeople.ts'
import { openLounge, tellLounge } from './seedTalk.ts'
import { leaveVotes } from './seedVotes.ts'

const dayMs = 24 * 3_600_000
const logoFile = new URL('./logo.png', import.meta.url)
const loungeKeys = Object.keys(lounges) as LoungeKey[]

/** Whether the whole demo is there already. Refuses a database that holds a true cluster. */
export async function isSeeded({ rooms, store }: Pick<Hub, 'rooms' | 'store'>): Promise<boolean> {
  const cluster = (await rooms.view(clusterRoom))?.find('cluster', clusterRoom)
  if (cluster && !cluster.isDemo) {
    throw new ConfigError('this database holds a cluster of your own; the demo needs an empty one (DATA_DIR)')
  }
  return (await findDemoAccounts(store)).length > 0
}

/** Plays the cluster's past through true commands. A seeding that was cut short goes on where it stopped. */
export async function seedDemo(hub: Hub, clock: SettableClock, tell: (step: string) => void): Promise<void> {
  const password = newDemoPassword()
  clock.set(clock.now().getTime() - foundedDaysAgo * dayMs)
  tell('the cluster and its organisations')
  const logo = (await readFile(logoFile)).toString('base64')
  const { founderId, organisations } = await foundCluster(hub, password, logo)
  const seating = { founderId, organisations, password }

  tell('the secretariat and the chairs')
  const presiding = await seatPeople(hub, { ...seating, whose: presides })
  tell('the lounges')
  const rooms = {} as Record<LoungeKey, string>
  for (const key of loungeKeys) rooms[key] = await openLounge(hub, presiding as Ids, key, lounges[key])
  tell('delegates, experts and observers')
  const others = await seatPeople(hub, { ...seating, whose: (member) => !presides(member) })
  const ids = { ...presiding, ...others } as Record<Who, string>

  const told: Told[] = []
  for (const key of loungeKeys) {
    const standing = await tellLounge({ hub, clock, ids, key, room: rooms[key] }, lounges[key])
    told.push(...standing)
    tell(`${lounges[key].title.en}: ${standing.length} messages`)
  }
  tell('who they are, and what is new for whom')
  clock.set(null)
  await setStatuses(hub, ids)
  await tellOfThemselves(hub, ids)
  await leaveNews(hub, clock, { ids, told })
  await leaveWork(hub, { ids, told, room: rooms.jointBooth })
  await leaveVotes(hub, ids, { open: rooms.roundTable, closed: rooms.jointBooth })
  await offerDemoSeats(hub, ids, password)
}

const presidingSeats: ClusterSeat[] = ['secretariat', 'chair', 'viceChair']
const presides = ({ seats }: Member) => seats.some((seat) => presidingSeats.includes(seat))
