import { idOf } from '#server/platform/dispatch.ts'
import { type Call, change, type LogHandler, type RoomView } from '#server/platform/handler.ts'
import { ofRoom } from '#server/rooms/access.ts'
import { mustBeFreeToWrite } from '#server/rooms/hindered.ts'
import { mustHaveNoListedWord, type Screening, screen } from '#server/rooms/screening.ts'
import type { Decision, DecisionTerms } from '#shared/decisions/decision.shape.ts'
import { decisionLife } from '#shared/decisions/decision.ts'
import { can } from '#shared/permissions.ts'
import { allows, next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import { paceAfter } from '#shared/rooms/moderation.ts'
import { decisionIn, freshDecision, ofDecision, theDecision } from './access.ts'
import { keepRoll } from './decision.model.ts'
import { drawnUp, rollInLog, type Surroundings, surroundingsOf } from './roll.ts'
import { keyOfRound } from './secretVotes.ts'
import { draftOf, mustLieAhead, settledTerms } from './terms.ts'

/** What was laid down before the room's turn: the roll is kept already, under its digest. */
interface Prepared {
  surroundings: Surroundings
  digest: string
  round: number
  /** Of a secret round. */
  key: string | null
}

type OpeningCall = Call<'decision.open'> | Call<'poll.open'>

/** Draws up the roll and keeps it; whatever the room decides afterwards, it is there under its digest. */
async function prepare(
  call: OpeningCall,
  ask: { decision: string; round: number; terms: DecisionTerms },
): Promise<Prepared> {
  const { hub, input } = call
  const surroundings = await surroundingsOf(hub, input.room)
  const view = await hub.rooms.fresh(input.room)
  if (!view) throw new Refusal('not_found', 'platform.notFound')
  const roll = drawnUp(view, ask.terms, surroundings)
  const { digest } = rollInLog(roll)
  await keepRoll(hub.store, { room: input.room, decision: ask.decision, round: ask.round, digest }, roll)
  const key = ask.terms.secrecy === 'secret' ? await keyOfRound(hub, { room: input.room, ...ask }) : null
  return { surroundings, digest, round: ask.round, key }
}

interface Opening {
  room: RoomView
  decision: Omit<Decision, 'version'>
  prepared: Prepared | null
  by: string
  now: Date
  seq: number
  messageId: string
}

/** The decision with its frozen roll, and the message that shows it. */
function openedWith({ room, decision, prepared, by, now, seq, messageId }: Opening): Change[] {
  const at = now.getTime()
  mustLieAhead(decision.closesAt, at)
  const state = next(decisionLife, decision.state, 'open')
  const roll = prepared && rollInLog(drawnUp(room, decision, prepared.surroundings))
  // Somebody came or went in between: asked again, the roll is drawn up anew.
  const isSame = roll?.digest === prepared?.digest && prepared?.round === decision.round
  if (!isSame || !roll) throw new Refusal('unavailable', 'platform.unavailable')
  const opened = { ...decision, state, openedAt: at, roll, key: prepared.key, message: messageId }
  return [
    change('decision.opened', opened),
    change('message.posted', {
      id: messageId,
      seq,
      author: by,
      at,
      text: decision.title,
      mentions: [],
      replyTo: null,
      editedAt: null,
      erased: null,
      decision: decision.id,
    }),
  ]
}

const withoutCause = ({ cause: _, ...decision }: Omit<Decision, 'version'>) => decision

/** After a void round nothing of it is left in the next one but the terms. */
const nextRound = ({ version: _, ...decision }: Decision): Omit<Decision, 'version'> =>
  decision.state === 'void'
    ? {
        ...withoutCause(decision),
        round: decision.round + 1,
        reason: '',
        key: null,
        closedAt: null,
        result: null,
        dice: [],
        declaration: null,
        isPublished: false,
      }
    : decision

export const openDecision: LogHandler<'decision.open', Prepared | null> = {
  needs: theDecision,
  async load(call) {
    const { hub, input, actor } = call
    const held = await freshDecision(hub, input.room, input.decision)
    const view = await hub.rooms.view(input.room)
    const mayOpen = view && can(actor, 'decision.open', ofDecision({ room: view, input, actor }))
    if (!mayOpen || !allows(decisionLife, held.state, 'open')) return null
    return prepare(call, { decision: held.id, round: nextRound(held).round, terms: held })
  },
  subject: ofDecision,
  decide({ input, subject, room, by, now, seq, newId, loaded }) {
    if (subject.room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
    const held = nextRound(decisionIn(room, input.decision))
    const decision = input.closesAt === undefined ? held : { ...held, closesAt: input.closesAt }
    const messageId = newId('message')
    const changes = openedWith({ room, decision, prepared: loaded, by, now, seq, messageId })
    return { changes, answer: { decision: decision.id, message: messageId, round: decision.round, seq }, messages: 1 }
  },
}

const pollId = ({ input, by, cid }: Call<'poll.open'>) => idOf(input.room, by, cid)

interface PreparedPoll {
  prepared: Prepared | null
  listed: Screening
}

export const openPoll: LogHandler<'poll.open', PreparedPoll> = {
  async load(call) {
    const { room } = call.input
    const view = await call.hub.rooms.fresh(room)
    if (!view || !can(call.actor, 'poll.open', ofRoom(view, call.actor))) return { prepared: null, listed: null }
    const terms = settledTerms(call.input.terms)
    const texts = [terms.title, terms.body, ...terms.options.flatMap(({ text, detail }) => [text, detail ?? ''])]
    const prepared = await prepare(call, { decision: pollId(call), round: 1, terms })
    return { prepared, listed: await screen(call.hub, { room, texts }) }
  },
  subject: ({ room, actor }) => ofRoom(room, actor),
  decide({ input, actor, subject, room, by, now, seq, newId, loaded }) {
    if (subject.room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
    const pace = { now: now.getTime(), pace: room.find('pace', by) }
    mustBeFreeToWrite(actor, subject, pace)
    mustHaveNoListedWord(actor, subject, loaded.listed)
    const decision = draftOf(input.terms, { id: newId(), kind: 'poll', author: by, at: now.getTime() })
    const messageId = newId('message')
    const changes = openedWith({ room, decision, prepared: loaded.prepared, by, now, seq, messageId })
    const kept = paceAfter(actor, subject, pace)
    if (kept) changes.push(change('pace.kept', { id: by, ...kept }))
    return { changes, answer: { decision: decision.id, message: messageId, round: 1, seq }, messages: 1 }
  },
}
