import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepSettings } from '#server/notices/settings.model.ts'
import { noticeTurns } from '#server/notices/turn.model.ts'
import { hookPosts } from '#server/rooms/hook.model.ts'
import { post } from '#server/testing/apps.ts'
import { buildAccount } from '#server/testing/browser.ts'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildLounge, buildPeople, newCid } from '#server/testing/factories.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { startMailServer } from '#server/testing/mailServer.ts'
import { startTestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { mentionOf } from '#shared/rooms/message.ts'

const readers = 30
const kills = 4
const random = chance()

/** A program that takes what a web hook sends. */
async function startReceiver() {
  const got: { delivery: string; messages: string[] }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const { delivery, facts } = JSON.parse(body) as { delivery: string; facts: { message: string }[] }
      got.push({ delivery, messages: facts.map(({ message }) => message) })
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() }
}

/** Everybody is named once, two hours ago, and their mails and the web hooks have been due since. */
async function layData(env: Record<string, string>, url: string) {
  const twoHoursAgo = { now: () => new Date(Date.now() - 2 * 3_600_000) }
  const app = await startTestApp({ env: { ...env, OUTBOUND_LOOPBACK: '1' }, clock: twoHoursAgo })
  await buildCluster(app)
  const people = await buildPeople(app, Array(readers + 1).fill({}))
  const [chair, ...named] = people as [string, ...string[]]
  const room = await buildLounge(app, { chair, members: named })
  for (const person of named) {
    await buildAccount(app, person)
    await keepSettings(app.hub.store, person, { mail: 'hourly' })
  }
  const input = { room, label: 'x', format: 'json', url, secret: '', topics: ['message'] }
  await app.hub.dispatch({ name: 'hook.add', input, actor: app.hub.actorOf(chair), cid: newCid() })
  for (const person of named) await post(app, chair, room, `see ${mentionOf('You', person)}`)
  await until(async () => (await noticeTurns(app.hub.store).countDocuments({ news: { $gt: 0 } })) === readers)
  await until(async () => (await hookPosts(app.hub.store).countDocuments({ news: readers })) === 1)
  await app.close()
  return { folder: app.folder, named }
}

test('four kills in the middle of sending lose no mail and no post, and what comes twice says that it is the same', async () => {
  const [mailServer, receiver] = await Promise.all([startMailServer(), startReceiver()])
  const env = { SMTP_URL: mailServer.url, PUBLIC_URL: 'https://hub.example' }
  const { folder, named } = await layData(env, receiver.url)
  const sent = () => mailServer.received.length
  try {
    for (let kill = 0; kill < kills; kill++) {
      const prepared = prepareHubProcess(join(folder, 'compiled'))
      const hub = await prepared.start({ ...env, DATA_DIR: folder, OUTBOUND_LOOPBACK: '1' })
      const enough = Math.min(sent() + random.below(6), readers - 1)
      await until(() => sent() > enough || sent() >= readers, 30_000)
      await hub.kill()
    }
    const late = { now: () => new Date(Date.now() + 600_000) }
    const app = await startTestApp({ env: { ...env, OUTBOUND_LOOPBACK: '1' }, folder, clock: late })
    await app.running.postOffice.round()
    const ids = () => new Map(mailServer.received.map((mail) => [/^To: (\S+)/m.exec(mail)![1]!, messageIdOf(mail)]))
    await until(() => ids().size === readers, 30_000)
    await until(() => new Set(receiver.got.flatMap(({ messages }) => messages)).size === readers, 30_000)
    await app.stop()
    expect([...ids().keys()].sort()).toEqual(named.map((person) => `${person}@people.example`).sort())
    // What the server had taken as the hub fell comes again, under the same id: at most one for each kill.
    expect(new Set(mailServer.received.map(messageIdOf)).size).toBe(readers)
    expect(sent()).toBeLessThanOrEqual(readers + kills)
    const deliveries = new Map(receiver.got.map(({ delivery, messages }) => [delivery, messages.join()]))
    for (const { delivery, messages } of receiver.got) expect(messages.join()).toBe(deliveries.get(delivery))
    expect([...deliveries.values()].flatMap((messages) => messages.split(','))).toHaveLength(readers)
  } catch (error) {
    throw new Error(`with CHAOS_SEED=${random.seed}`, { cause: error })
  } finally {
    receiver.stop()
    await mailServer.stop()
  }
}, 300_000)

const messageIdOf = (mail: string) => /^Message-ID: (\S+)/m.exec(mail)![1]!
