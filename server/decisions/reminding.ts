import { notify } from '#server/notices/notify.ts'
import type { PlainHandler } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { roundOf } from '#shared/decisions/decision.ts'
import type { Seat } from '#shared/decisions/electorate.ts'
import { isMember } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision, subjectOfVote } from './access.ts'
import { findAllCasts } from './ballot.model.ts'
import { noteReminder, wasReminded } from './reminder.model.ts'
import { frozenRoll } from './roll.ts'

const hourMs = 3_600_000
/** Of long votes one hears a day ahead, of shorter ones when a tenth of the time is left; of short ones not at all. */
export const longestNotice = 24 * hourMs
const shortest = hourMs

/** Whoever the seat waits for: its named delegate or all of its voters, and who holds the proxy. */
const waitedFor = ({ voters, named, proxy }: Seat) => [...(named ? [named] : voters), ...(proxy ? [proxy] : [])]

/** Who could still vote. In a secret vote nobody knows: there it is everybody. */
export async function peopleMissing(hub: Hub, decision: Decision): Promise<string[]> {
  const roll = await frozenRoll(hub, decision)
  const rows = decision.secrecy === 'secret' ? [] : await findAllCasts(hub.store, roundOf(decision))
  const voted = new Set(rows.map(({ seat }) => seat))
  const missing = (roll?.seats ?? []).filter(({ id }) => !voted.has(id)).flatMap(waitedFor)
  return [...new Set(missing)].filter((person) => isMember(hub.actorOf(person)))
}

interface Reminder {
  room: string
  decision: Decision
  by: string
  /** The same reminder reaches each person once. */
  id: string
}

async function remind(hub: Hub, { room, decision, by, id }: Reminder): Promise<number> {
  const people = await peopleMissing(hub, decision)
  const telling = { kind: 'ballotDue', room, seq: 0, subject: decision.id, by, once: id }
  await notify(
    hub,
    people.map((person) => ({ ...telling, person })),
  )
  return people.length
}

/** Once before a round closes. The reminder is noted when everybody has it, so that a crash leaves nobody out. */
export async function remindInTime(hub: Hub, room: string, decision: Decision): Promise<void> {
  const { openedAt, closesAt } = decision
  if (openedAt === null || closesAt === null) return
  const lasts = closesAt - openedAt
  const leftMs = closesAt - hub.clock.now().getTime()
  if (lasts < shortest || leftMs > Math.min(lasts / 10, longestNotice)) return
  const id = `${roundOf(decision)}:closing`
  if (await wasReminded(hub.store, id)) return
  await remind(hub, { room, decision, by: 'system', id })
  await noteReminder(hub.store, id, hub.clock.now())
}

/** By the touch of whoever leads the vote, at most once an hour. */
export const remindVoters: PlainHandler<'decision.remind'> = {
  subject: subjectOfVote,
  async run({ input, by, hub }) {
    const decision = await freshDecision(hub, input.room, input.decision)
    if (decision.state !== 'open') throw new Refusal('wrong_state', 'decisions.notOpen')
    if (decision.secrecy === 'secret') throw new Refusal('wrong_state', 'decisions.isSecret')
    const now = hub.clock.now()
    const id = `${roundOf(decision)}:${Math.floor(now.getTime() / hourMs)}`
    if (await wasReminded(hub.store, id)) throw new Refusal('too_many_requests', 'decisions.remindedLately')
    const people = await remind(hub, { room: input.room, decision, by, id })
    await noteReminder(hub.store, id, now)
    return { people }
  },
}
