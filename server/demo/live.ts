import { clusterView } from '#server/members/roll.ts'
import type { Hub } from '#server/platform/hub.ts'
import { findRooms } from '#server/rooms/room.model.ts'
import { people, type Who } from './cast.ts'
import { perform } from './deed.ts'
import { lounges } from './lounges.ts'
import { Player } from './player.ts'
import { players } from './scenes.ts'
import { startScript } from './script.ts'
import { seededRandom } from './timeline.ts'

const label = '演示脚本 / demo script'

/** Sends the players into the main lounge of a running hub. `stop` takes them and their tokens out again. */
export async function startLiveTalk({ hub, port }: { hub: Hub; port: number }): Promise<{ stop(): Promise<void> }> {
  const title = lounges.roundTable.title.zh
  const room = (await findRooms(hub.store)).find(({ kind, title: { zh } }) => kind === 'lounge' && zh === title)?.id
  if (!room) throw new Error('demo: the main lounge is missing')
  const ids = await playerIds(hub)
  const tokens = new Map<Who, { token: string; secret: string }>()
  for (const [who, id] of ids) tokens.set(who, await freshToken(hub, id))
  const cast = new Map(Array.from(tokens, ([who, { secret }]) => [who, new Player({ port, token: secret, room })]))
  const playing = new Set(ids.values())
  const script = startScript({
    room,
    cast,
    async look() {
      const guests = hub.tell.hereNow(room).filter((person) => !playing.has(person))
      return { guests, messages: (await hub.rooms.view(room))?.head.n ?? 0 }
    },
    random: seededRandom(hub.clock.now().getTime()),
    onBroken: (err) => hub.log.error({ err }, 'the demo script has stopped'),
  })
  return {
    async stop() {
      await script.stop()
      for (const [who, { token }] of tokens) await revoke(hub, ids.get(who)!, token)
    },
  }
}

async function playerIds(hub: Hub): Promise<Map<Who, string>> {
  const roll = (await clusterView(hub)).all('person')
  const found = players.flatMap((who): [Who, string][] => {
    const person = roll.find(({ name, state }) => name.zh === people[who].name.zh && state === 'active')
    return person ? [[who, person.id]] : []
  })
  return new Map(found)
}

/** A token for this run; what an earlier run left behind is revoked. */
async function freshToken(hub: Hub, person: string): Promise<{ token: string; secret: string }> {
  const actor = hub.actorOf(person)
  const mine = await hub.ask({ name: 'tokens.mine', input: {}, actor })
  const { tokens } = (mine.ok ? mine.data : { tokens: [] }) as { tokens: { id: string; label: string }[] }
  for (const old of tokens.filter((token) => token.label === label)) await revoke(hub, person, old.id)
  const input = { label, scopes: ['read' as const, 'write' as const], days: 30 }
  return perform(hub, { name: 'token.create', actor, input, cid: crypto.randomUUID() })
}

async function revoke(hub: Hub, person: string, token: string): Promise<void> {
  await hub.dispatch({ name: 'token.revoke', input: { token }, actor: hub.actorOf(person), cid: crypto.randomUUID() })
}
