import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepSubscription } from '#server/notices/push.model.ts'
import { noticeTurns } from '#server/notices/turn.model.ts'
import { post } from '#server/testing/apps.ts'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { unwrap } from '#server/testing/member.ts'
import { type PushDevice, type PushService, startPushService } from '#server/testing/pushService.ts'
import { startTestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import type { Output } from '#shared/contract.ts'
import type { Reply } from '#shared/platform/refusal.ts'
import { mentionOf } from '#shared/rooms/message.ts'

const readers = 40
const kills = 4
const random = chance()
const env = { OUTBOUND_LOOPBACK: '1' }

/** Everybody has a device and was named once, half an hour ago: their pushes have been due since. */
async function layData(service: PushService) {
  const agoMs = 30 * 60_000
  const app = await startTestApp({ env, clock: { now: () => new Date(Date.now() - agoMs) } })
  await buildCluster(app)
  const [chair, ...named] = (await buildPeople(app, Array(readers + 1).fill({}))) as [string, ...string[]]
  const room = await buildLounge(app, { chair, members: named })
  const devices = new Map<string, PushDevice>()
  for (const person of named) {
    const device = service.device(`/${person}`)
    devices.set(`/${person}`, device)
    const credential = await app.hub.sessions.find({ headers: {} } as never, await buildToken(app, person))
    const row = { ...device.subscription, person, session: credential!.key, createdAt: new Date() }
    await keepSubscription(app.hub.store, row)
  }
  const messages = new Map<string, string>()
  for (const person of named) {
    const { message } = unwrap(
      (await post(app, chair, room, `see ${mentionOf('You', person)}`)) as Reply<Output<'message.post'>>,
    )
    messages.set(`/${person}`, message)
  }
  await until(async () => (await noticeTurns(app.hub.store).countDocuments({ channel: 'push', news: 1 })) === readers)
  await app.close()
  return { folder: app.folder, devices, messages }
}

test('four kills in the middle of pushing lose no push; what comes twice takes the place of the first on the screen', async () => {
  const service = await startPushService()
  const { folder, devices, messages } = await layData(service)
  const sent = () => service.got.length
  try {
    for (let kill = 0; kill < kills; kill++) {
      const hub = await prepareHubProcess(join(folder, 'compiled')).start({ ...env, DATA_DIR: folder })
      const enough = Math.min(sent() + random.below(8), readers - 1)
      await until(() => sent() > enough || sent() >= readers, 30_000)
      await hub.kill()
    }
    // The turns that were cut short are leased for two minutes.
    const late = { now: () => new Date(Date.now() + 10 * 60_000) }
    const app = await startTestApp({ env, folder, clock: late })
    await app.running.postOffice.round()
    await app.running.postOffice.round()
    await app.stop()
    const byDevice = Map.groupBy(service.got, ({ path }) => path)
    expect([...byDevice.keys()].sort()).toEqual([...devices.keys()].sort())
    expect(sent()).toBeLessThanOrEqual(readers + kills)
    for (const [path, pushes] of byDevice) {
      const told = pushes.map(({ body }) => devices.get(path)!.read(body))
      expect(new Set(told.map(({ tag }) => tag)).size).toBe(1)
      expect(new Set(pushes.map(({ headers }) => headers['topic'])).size).toBe(1)
      expect(told[0]!.address).toContain(messages.get(path)!)
    }
  } catch (error) {
    throw new Error(`with CHAOS_SEED=${random.seed}`, { cause: error })
  } finally {
    service.stop()
  }
}, 300_000)
