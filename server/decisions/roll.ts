import type { RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { Decision, DecisionTerms } from '#shared/decisions/decision.shape.ts'
import { fewestOfAKind, maySecret, type Electorate as Roll, rollOf, type Voter } from '#shared/decisions/electorate.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { canonical } from '#shared/platform/chain.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { findRoll } from './decision.model.ts'

/** What a roll is drawn up from, besides the room itself. */
export interface Surroundings {
  people: ReadonlyMap<string, { organisation: string | null; isActive: boolean }>
  /** Who was in the room as the opening was asked for. */
  here: ReadonlySet<string>
}

/** The cluster's people, and who is in the room, as they are at this moment. */
export async function surroundingsOf(hub: Hub, room: string): Promise<Surroundings> {
  const cluster = await hub.rooms.fresh(clusterRoom)
  const people = cluster?.all('person') ?? []
  return {
    people: new Map(people.map(({ id, organisation, state }) => [id, { organisation, isActive: state === 'active' }])),
    here: new Set(hub.tell.hereNow(room)),
  }
}

/** Everybody on the room's roll but observers. */
const membersOf = (view: RoomView) =>
  view
    .all('seat')
    .filter(({ state, seat }) => state === 'seated' && seat !== 'observer')
    .map(({ id }) => id)

/** The seats of a vote on these terms, as it would be opened now; refuses where nobody could vote, or the rule fits nobody. */
export function drawnUp(
  view: RoomView,
  { electorate, rule, secrecy }: Pick<DecisionTerms, 'electorate' | 'rule' | 'secrecy'>,
  { people, here }: Surroundings,
): Roll {
  const named = electorate.voters === 'members' ? membersOf(view) : [...new Set(electorate.voters)]
  const active = named.filter((person) => people.get(person)?.isActive)
  if (electorate.voters !== 'members' && active.length < named.length) throw noSuchPerson()
  const voters = active.sort().map((person): Voter => {
    const { organisation } = people.get(person)!
    return {
      person,
      organisation,
      isNamed: organisation !== null && electorate.named?.[organisation] === person,
      voterClass: electorate.classes?.[person] ?? null,
      barred: electorate.barred[person] ?? null,
      isPresent: here.has(person),
    }
  })
  const { seat, mostProxies, proxies, weights } = electorate
  const roll = rollOf(voters, proxies, { seat, weights: weights ?? null, mostProxies })
  if (roll.seats.length === 0) throw new Refusal('wrong_state', 'decisions.nobodyMayVote')
  if (secrecy === 'secret' && !maySecret(roll)) {
    throw new Refusal('wrong_state', 'decisions.rollTooSmall', { values: { fewest: fewestOfAKind } })
  }
  const classes = new Set(roll.seats.map(({ voterClass }) => voterClass))
  const missing = rule?.conditions.find(({ votersOf }) => votersOf !== null && !classes.has(votersOf))
  if (missing) {
    throw new Refusal('wrong_state', 'decisions.terms.noSuchClass', { values: { name: missing.votersOf ?? '' } })
  }
  return roll
}

const noSuchPerson = () =>
  new Refusal('invalid_input', 'platform.checkInput', { fields: { electorate: 'decisions.terms.noSuchPerson' } })

/** What stands in the room's log of a roll: how many seats, by class, and the digest of the whole. */
export function rollInLog(roll: Roll): NonNullable<Decision['roll']> {
  const byClass = Object.groupBy(roll.seats, ({ voterClass }) => voterClass ?? '')
  return {
    size: roll.seats.length,
    byClass: Object.fromEntries(Object.entries(byClass).map(([name, some]) => [name, some!.length])),
    digest: sha256(canonical({ seats: roll.seats, barred: roll.barred })),
  }
}

/** Rolls never change: so many are kept in memory, for many votes at once. */
const kept = new WeakMap<Hub, Map<string, Roll>>()
const mostKept = 50

/** The roll as it was frozen for the decision's round; null where it never was opened. */
export async function frozenRoll(
  hub: Hub,
  { id, round, roll }: Pick<Decision, 'id' | 'round' | 'roll'>,
): Promise<Roll | null> {
  if (!roll) return null
  const known = kept.get(hub) ?? new Map<string, Roll>()
  kept.set(hub, known)
  const key = `${id}:${round}:${roll.digest}`
  const held = known.get(key)
  if (held) return held
  const found = await findRoll(hub.store, { decision: id, round, digest: roll.digest })
  if (!found) throw new Error(`no roll of decision ${id}, round ${round}`)
  known.set(key, found)
  if (known.size > mostKept) known.delete(known.keys().next().value!)
  return found
}
