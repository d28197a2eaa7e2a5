import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { type HubProcess, prepareHubProcess } from '#server/testing/hubProcess.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

let folder: string
let snapshots: string
let hub: HubProcess
let chair: Member
let room: string

beforeAll(async () => {
  const app = await startTestApp()
  folder = app.folder
  await buildCluster(app)
  const [one, two] = (await buildPeople(app, [{}, {}])) as [string, string]
  room = await buildLounge(app, { chair: one, members: [two] })
  const token = await buildToken(app, one)
  await app.close()
  snapshots = join(folder, 'snapshots')
  await mkdir(snapshots)
  const options = `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${snapshots}`
  hub = await prepareHubProcess(undefined, options).start({ DATA_DIR: folder })
  chair = await connectMember({ url: hub.url } as TestApp, one, { token })
})
afterAll(async () => {
  chair?.leave()
  await hub?.kill()
  await rm(folder, { recursive: true, force: true })
})

/** Which of these stand anywhere among the objects of the hub's process, after what nobody refers to has been dropped. */
async function heldOf(words: string[]): Promise<string[]> {
  hub.signal('SIGUSR2')
  const taken = async () => (await readdir(snapshots)).filter((name) => name.endsWith('.heapsnapshot'))
  await until(async () => (await taken()).length > 0, 60_000)
  // The hub answers again once the last byte is written.
  await chair.ask('me', {})
  const file = join(snapshots, (await taken())[0]!)
  const found = new Set<string>()
  let rest = ''
  for await (const part of createReadStream(file, 'utf8')) {
    const text = rest + part
    for (const word of words) if (text.includes(word)) found.add(word)
    rest = text.slice(-100)
  }
  await rm(file)
  return [...found]
}

test('what is redacted or deleted is gone from the memory of the hub too', async () => {
  const post = (text: string) => chair.send('message.post', { room, text })
  const kept = await post('kept-in-sight')
  const edited = await post('first-glimmer')
  await chair.send('message.edit', { room, message: edited.message, text: 'second-glimmer' })
  const deleted = await post('third-glimmer')
  await chair.enter(room)
  await chair.ask('messages.page', { room })
  await chair.ask('messages.search', { room, text: 'glimmer' })
  expect(kept.seq).toBeGreaterThan(0)
  const words = ['kept-in-sight', 'second-glimmer', 'third-glimmer']
  expect(await heldOf(words)).toEqual(words)
  await chair.send('message.redact', { room, message: edited.message, reason: 'names a person' })
  await chair.send('message.delete', { room, message: deleted.message })
  // Other messages pass through whatever the runtime itself remembers of the last one.
  for (let n = 0; n < 20; n++) await post(`passing ${n}`)
  await chair.ask('messages.page', { room })
  expect(await heldOf(['kept-in-sight', 'first-glimmer', 'second-glimmer', 'third-glimmer'])).toEqual(['kept-in-sight'])
}, 120_000)
