import { setTimeout as pause } from 'node:timers/promises'
import type { Hub } from '#server/platform/hub.ts'
import type { Ask } from '#shared/contract.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Who } from './cast.ts'
import { perform } from './deed.ts'
import type { Ids } from './seedPeople.ts'

type Terms = Ask<'poll.open'>['terms']

const poll: Terms = {
  title: '下次沙龙先谈哪个题目？ · Which topic first at the next salon?',
  method: 'plurality',
  options: [
    { id: 'o1', text: '眩光怎么写进品牌承诺 · Glare in a brand’s promise' },
    { id: 'o2', text: '维修与以旧换新 · Repair and trade-in' },
    { id: 'o3', text: '出口标识的中英文写法 · Marks for export, in two languages' },
  ],
  allowsBlank: false,
  isChangeable: true,
  isLive: true,
  secrecy: 'named',
}
const taps: Partial<Record<Who, string>> = {
  tan: 'o1',
  luo: 'o2',
  meng: 'o1',
  he: 'o3',
  xia: 'o2',
  fang: 'o1',
  lu: 'o1',
}

const designs: Terms = {
  title: '联合展位请哪两家设计？ · Which two studios design the joint booth?',
  body: '各方案见上周的资料。请按意愿排序，不必全部排。\n\nRank them as you like; you need not rank all.',
  method: 'scottish-stv',
  options: [
    { id: 'o1', text: '光塔 · Light Tower' },
    { id: 'o2', text: '折纸 · Folded Paper' },
    { id: 'o3', text: '水面 · Still Water' },
    { id: 'o4', text: '书房 · The Study' },
  ],
  seats: 2,
  secrecy: 'confidential',
}
/** Somebody has more than enough, and somebody is excluded. */
const ranks: Partial<Record<Who, string[]>> = {
  gu: ['o1', 'o3'],
  su: ['o1', 'o3', 'o2'],
  mia: ['o1', 'o2'],
  pei: ['o1', 'o3'],
  kong: ['o2', 'o3'],
  ling: ['o2', 'o4'],
  song: ['o3', 'o2'],
  dong: ['o4', 'o3'],
  ravi: ['o1', 'o4'],
}

/** A poll that goes on in the main lounge, and a ranked vote behind closed doors that is counted and declared. */
export async function leaveVotes(hub: Hub, ids: Ids, rooms: { open: string; closed: string }): Promise<void> {
  const chair = hub.actorOf(ids.gu)
  const asked = await perform(hub, {
    name: 'poll.open',
    actor: chair,
    cid: 'demo-poll',
    input: { room: rooms.open, terms: poll },
  })
  for (const [who, option] of Object.entries(taps)) {
    await cast(
      hub,
      ids[who as Who],
      { room: rooms.open, decision: asked.decision },
      { kind: 'marked', marks: { [option]: 1 } },
    )
  }
  const room = rooms.closed
  const drafted = { room, kind: 'vote' as const, terms: designs }
  const { decision } = await perform(hub, { name: 'decision.draft', actor: chair, cid: 'demo-vote', input: drafted })
  const of = { room, decision }
  await perform(hub, { name: 'decision.open', actor: chair, cid: 'demo-vote-open', input: of })
  for (const [who, order] of Object.entries(ranks)) {
    await cast(hub, ids[who as Who], of, { kind: 'ranked', ranks: order.map((option) => [option]) })
  }
  await perform(hub, { name: 'decision.close', actor: chair, cid: 'demo-vote-close', input: of })
  await sealed(hub, of, ids.gu)
  await perform(hub, { name: 'decision.declare', actor: chair, cid: 'demo-vote-declare', input: of })
}

/** Once; a seeding that was cut short finds the ballot there, and perhaps the vote closed. */
async function cast(hub: Hub, person: string, of: { room: string; decision: string }, ballot: Ballot): Promise<void> {
  const actor = hub.actorOf(person)
  const input = { ...of, round: 1, seat: person, ballot }
  const reply = await hub.dispatch({ name: 'ballot.cast', actor, cid: `demo-ballot-${of.decision}`, input })
  if (!reply.ok && !['already_done', 'wrong_state'].includes(reply.error.code)) {
    throw new Error(`demo: a ballot was refused: ${JSON.stringify(reply.error)}`)
  }
}

/** A closed vote is counted a moment later. */
async function sealed(hub: Hub, input: { room: string; decision: string }, person: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const found = await hub.ask({ name: 'decision.find', input, actor: hub.actorOf(person) })
    if (found.ok && (found.data as { decision: { state: string } }).decision.state !== 'closing') return
    await pause(10)
  }
  throw new Error('demo: a closed vote was not counted')
}
