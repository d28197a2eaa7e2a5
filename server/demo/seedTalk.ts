import type { SettableClock } from '#server/platform/clock.ts'
import type { Hub } from '#server/platform/hub.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import { plainRules } from '#shared/rooms/moderation.ts'
import { attachFiles } from './attach.ts'
import { type Member, people, type Who } from './cast.ts'
import { perform } from './deed.ts'
import type { DemoLounge, LoungeKey } from './lounges.ts'
import { backstageOpened, type Told } from './seedLife.ts'
import type { Ids } from './seedPeople.ts'
import type { Line } from './talk.ts'
import { seededRandom, timesOf } from './timeline.ts'

const minuteMs = 60_000

interface Telling {
  hub: Hub
  clock: SettableClock
  ids: Ids
  key: LoungeKey
  room: string
}

/** `@who` becomes a mention, with the name in the language of whoever speaks. */
export function withMentions(text: string, ids: Ids, by: Who): string {
  return text.replace(/@(\w+)/g, (whole, name: string) => {
    const person = (people as Record<string, Member>)[name]
    return person ? mentionOf(person.name[people[by].language], ids[name as Who]) : whole
  })
}

/** Opens a lounge in the name of its chair and gives its id. */
export async function openLounge(hub: Hub, ids: Pick<Ids, Who>, key: LoungeKey, lounge: DemoLounge): Promise<string> {
  const { chair, title, topic, access, seats, isDefault } = lounge
  const input = { title, topic, access, seats, isDefault }
  const actor = hub.actorOf(ids[chair])
  return (await perform(hub, { name: 'lounge.open', actor, cid: `demo-open-${key}`, input })).room
}

/** Seats those who take part, then tells what they said, each line at its time. */
export async function tellLounge(telling: Telling, lounge: DemoLounge): Promise<Told[]> {
  const { hub, clock, key, ids, room } = telling
  const { talks, days, chair, archivedBecause } = lounge
  await backstageOpened(hub, room)
  await seatSpeakers(telling, lounge)
  const [from, to] = days
  clock.set(null)
  const now = clock.now().getTime()
  const times = timesOf(
    talks.map(({ length }) => length),
    { from, to, now, random: seededRandom(key.length) },
  )
  await slowDown(telling, lounge)
  const seqs: number[] = []
  const standing: Told[] = []
  for (const [talkPlace, talk] of talks.entries()) {
    const told: string[] = []
    for (const [place, line] of talk.entries()) {
      const at = times[talkPlace]![place]!
      const replyTo = line.answers === undefined ? null : told[place - line.answers]!
      const cid = `demo-${key}-${talkPlace}-${place}`
      const { message, seq } = await tellLine(telling, line, { at, replyTo, cid, chair })
      told.push(message)
      seqs.push(seq)
      if (!line.deleted && !line.redacted) standing.push({ by: line.by, room, message, key })
    }
  }
  await muteForAWhile(telling, lounge)
  await moveMarkers(telling, seqs)
  if (archivedBecause) {
    const actor = hub.actorOf(ids[chair])
    const input = { room, reason: archivedBecause }
    await perform(hub, { name: 'lounge.archive', actor, cid: `demo-archive-${key}`, input })
  }
  return standing
}

async function slowDown({ hub, ids, key, room }: Telling, { slow, chair }: DemoLounge): Promise<void> {
  if (!slow) return
  const input = { room, rules: { ...plainRules, slowSeconds: slow.seconds }, reason: slow.reason }
  await perform(hub, { name: 'room.rule', actor: hub.actorOf(ids[chair]), cid: `demo-rule-${key}`, input })
}

/** After the talks, so that nobody misses a line. */
async function muteForAWhile({ hub, clock, ids, key, room }: Telling, { muted, chair }: DemoLounge): Promise<void> {
  if (!muted) return
  const actor = hub.actorOf(ids[chair])
  const { who, minutes, reason, lifted } = muted
  const person = ids[who]
  const at = clock.now().getTime()
  clock.set(at + 5 * minuteMs)
  await perform(hub, { name: 'seat.mute', actor, cid: `demo-mute-${key}`, input: { room, person, minutes, reason } })
  clock.set(at + 25 * minuteMs)
  const given = { room, person, reason: lifted }
  await perform(hub, { name: 'seat.unmute', actor, cid: `demo-unmute-${key}`, input: given })
}

/** Everybody has read nearly all; a few messages are left, so that there is something to come back for. */
async function moveMarkers({ hub, room, key }: Telling, seqs: number[]): Promise<void> {
  const random = seededRandom(seqs.length)
  const seats = (await hub.rooms.view(room))?.all('seat').filter(({ state }) => state === 'seated') ?? []
  for (const { id } of seats) {
    const n = Math.max(1, seqs.length - Math.floor(random() * 9))
    const input = { room, seq: seqs[n - 1]!, n }
    await perform(hub, { name: 'marker.move', actor: hub.actorOf(id), cid: `demo-mark-${key}-${n}`, input })
  }
}

/** Those who are not on the roll yet join, or are seated where one has to be invited or is seated anyway. */
async function seatSpeakers({ hub, ids, key, room }: Telling, lounge: DemoLounge): Promise<void> {
  const lines = lounge.talks.flat()
  const taking = lines.flatMap(({ by, reactions = {} }) => [by, ...Object.values(reactions).flat()])
  const roll = (await hub.rooms.view(room))?.all('seat') ?? []
  for (const who of new Set([...taking, ...(lounge.invited ?? [])])) {
    const isSeated = roll.some(({ id, state }) => id === ids[who] && state === 'seated')
    if (who === lounge.chair || isSeated) continue
    const cid = `demo-seat-${key}-${who}`
    // In a default lounge the hub itself seats newcomers, perhaps in this very moment: a seat may be granted twice.
    if (lounge.access === 'invitation' || lounge.isDefault) {
      const input = { room, person: ids[who], seat: 'participant' } as const
      await perform(hub, { name: 'seat.grant', actor: hub.actorOf(ids[lounge.chair]), cid, input })
    } else {
      await perform(hub, { name: 'room.join', actor: hub.actorOf(ids[who]), cid, input: { room } })
    }
  }
}

async function tellLine(
  { hub, clock, ids, room }: Telling,
  line: Line,
  { at, replyTo, cid, chair }: { at: number; replyTo: string | null; cid: string; chair: Who },
): Promise<{ message: string; seq: number }> {
  const actor = hub.actorOf(ids[line.by])
  clock.set(at)
  const text = withMentions(line.text, ids, line.by)
  const files = line.files && (await attachFiles(hub, { actor, room, cid, keys: line.files }))
  const input = { room, text, replyTo, ...(files ? { files } : {}) }
  const posted = await perform(hub, { name: 'message.post', actor, cid, input })
  const { message } = posted
  const fans = Object.entries(line.reactions ?? {}).flatMap(([emoji, who]) => who.map((fan) => ({ emoji, fan })))
  clock.set(at + 20_000)
  await Promise.all(
    fans.map(({ emoji, fan }, place) => {
      const input = { room, message, emoji, isOn: true }
      return perform(hub, { name: 'reaction.set', actor: hub.actorOf(ids[fan]), cid: `${cid}-like-${place}`, input })
    }),
  )
  if (line.edited) {
    const input = { room, message, text: withMentions(line.edited, ids, line.by) }
    await perform(hub, { name: 'message.edit', actor, cid: `${cid}-edit`, input })
  }
  if (line.deleted) await perform(hub, { name: 'message.delete', actor, cid: `${cid}-gone`, input: { room, message } })
  if (line.redacted) {
    const input = { room, message, reason: line.redacted }
    await perform(hub, { name: 'message.redact', actor: hub.actorOf(ids[chair]), cid: `${cid}-redact`, input })
  }
  if (line.pinned) {
    const input = { room, message }
    await perform(hub, { name: 'message.pin', actor: hub.actorOf(ids[chair]), cid: `${cid}-pin`, input })
  }
  if (line.reported) {
    const { by, reason } = line.reported
    const input = { room, message, reason }
    await perform(hub, { name: 'message.report', actor: hub.actorOf(ids[by]), cid: `${cid}-report`, input })
  }
  return posted
}
