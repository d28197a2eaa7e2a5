import { setTimeout as pause } from 'node:timers/promises'
import type { Hub } from '#server/platform/hub.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { attachFiles } from './attach.ts'
import { perform } from './deed.ts'
import type { Told } from './seedLife.ts'
import type { Ids } from './seedPeople.ts'

/** What waits behind the joint booth's room for those who run it: a message with a listed word, and a report. */
export async function leaveWork(hub: Hub, { ids, told, room }: { ids: Ids; told: Told[]; room: string }) {
  const list = { add: ['底价', '返点'], drop: [], reason: '涉及价格的内容先由主持人员看一眼，以免触碰竞争规则。' }
  const chair = hub.actorOf(ids.gu)
  const input = { room: backstageOf(room), ...list }
  await perform(hub, { name: 'words.change', actor: chair, cid: 'demo-words', input })
  await screened(hub, room)

  const actor = hub.actorOf(ids.song)
  const files = await attachFiles(hub, { actor, room, cid: 'demo-held', keys: ['dataSheet'] })
  const text = '新驱动的规格书在这里，给联合展位的底价也好商量，会后单独聊。'
  await perform(hub, { name: 'message.post', actor, cid: 'demo-held', input: { room, text, files } })

  const about = told.findLast((message) => message.room === room && message.by === 'su')
  if (!about) throw new Error('demo: nothing was said that could be reported')
  const complaint = { room, message: about.message, reason: '写明了金额，很容易看出是哪一家，建议撤下后改写。' }
  await perform(hub, { name: 'message.report', actor: hub.actorOf(ids.pei), cid: 'demo-report', input: complaint })
}

/** A list holds messages back from a moment after it was made. */
async function screened(hub: Hub, room: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await hub.rooms.view(room))?.find('room', room)?.isScreened) return
    await pause(10)
  }
  throw new Error('demo: no message is compared with the list')
}
