import { setTimeout as pause } from 'node:timers/promises'
import type { SettableClock } from '#server/platform/clock.ts'
import type { Hub } from '#server/platform/hub.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { drawAvatar } from './avatars.ts'
import { demoSeats, type Who } from './cast.ts'
import { perform } from './deed.ts'
import type { LoungeKey } from './lounges.ts'
import { profiles } from './profiles.ts'
import type { Ids } from './seedPeople.ts'

/** A message of the past that still stands. */
export interface Told {
  by: Who
  room: string
  message: string
  key: LoungeKey
}

/** Lets people tell of themselves, each in their own name. */
export async function tellOfThemselves(hub: Hub, ids: Ids): Promise<void> {
  for (const [place, [who, told]] of Object.entries(profiles).entries()) {
    const person = ids[who as Who]
    const actor = hub.actorOf(person)
    const { zh, en, expertise } = told
    const input = { person, bio: { zh, en }, expertise }
    await perform(hub, { name: 'profile.describe', actor, cid: `demo-profile-${who}`, input })
    const picture = await drawAvatar(place)
    await perform(hub, { name: 'avatar.set', actor, cid: `demo-avatar-${who}`, input: { person, picture } })
  }
}

/** Where everybody sits. */
const main: LoungeKey = 'roundTable'
const thanks = { emoji: '👏', from: ['mia', 'ding'] satisfies Who[] }

/** Everybody who is offered as a seat finds something new: somebody liked what they said last. */
export async function leaveNews(hub: Hub, clock: SettableClock, { ids, told }: { ids: Ids; told: Told[] }) {
  clock.set(null)
  for (const who of demoSeats) {
    const last = told.findLast(({ by, key }) => by === who && key === main)
    if (!last) throw new Error(`demo: ${who} has said nothing that could be liked`)
    const { room, message } = last
    for (const fan of thanks.from) {
      const input = { room, message, emoji: thanks.emoji, isOn: true }
      const cid = `demo-thanks-${who}-${fan}`
      await perform(hub, { name: 'reaction.set', actor: hub.actorOf(ids[fan]), cid, input })
    }
  }
}

/** The room behind a lounge is opened by a reaction, a moment after the lounge. */
export async function backstageOpened(hub: Hub, room: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await hub.rooms.view(backstageOf(room))) return
    await pause(10)
  }
  throw new Error('demo: nothing was opened behind the lounge')
}
