import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { sharedStore, tidy } from '#server/testing/apps.ts'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { type HubProcess, prepareHubProcess } from '#server/testing/hubProcess.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { askForFile, sendPiece, uploadFile } from '#server/testing/uploads.ts'

const pieceBytes = 1_048_576
const running: HubProcess[] = []
afterEach(async () => {
  for (const hub of running.splice(0)) await hub.kill()
})

async function start(env: Record<string, string>): Promise<HubProcess> {
  const hub = await prepareHubProcess().start(env)
  running.push(hub)
  return hub
}
const memberAt = ({ url }: { url: string }, person: string, token: string) =>
  connectMember({ url } as TestApp, person, { token })

test('an upload survives kills of the server: no byte lost, none doubled', async () => {
  const laid = await startTestApp()
  tidy.push(() => rm(laid.folder, { recursive: true, force: true }))
  await buildCluster(laid)
  const [person = ''] = await buildPeople(laid, [{}])
  const room = await buildLounge(laid, { members: [person] })
  const token = await buildToken(laid, person)
  await laid.close()
  const env = { DATA_DIR: laid.folder, FILE_STORE: 'disk' }
  const bytes = Buffer.from(randomBytes(3 * pieceBytes).toString('hex'))
  const cid = newCid()
  let received = 0
  for (let kill = 1; kill <= 4; kill++) {
    const hub = await start(env)
    const member = await memberAt(hub, person, token)
    const { upload, received: found } = await member.send(
      'upload.offer',
      { room, name: 'a.txt', size: bytes.length },
      cid,
    )
    expect(found).toBeGreaterThanOrEqual(received)
    received = found
    const asker = { url: hub.url, token }
    const sending = (async () => {
      for (;;) {
        const reply = await sendPiece(asker, upload, received, bytes.subarray(received, received + pieceBytes))
        if (!reply.ok || reply.data.file) return
        received = reply.data.received
      }
    })().catch(() => {})
    await pause(kill * 20)
    await hub.kill()
    await sending
    member.leave()
  }
  const hub = await start(env)
  const member = await memberAt(hub, person, token)
  const file = await uploadFile(hub, member, { room, name: 'a.txt', bytes, cid })
  const { message } = await member.send('message.post', { room, text: 'here it is', files: [file.id] })
  await hub.kill()
  const app = await startTestApp({ folder: laid.folder })
  const after = await connectMember(app, person, { token })
  const kept = await askForFile({ url: app.url, token }, file.id)
  expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true)
  await after.send('message.delete', { room, message })
  expect((await askForFile({ url: app.url, token }, file.id)).status).toBe(404)
  await app.stop()
}, 120_000)

test('what one process takes in, another goes on with and gives out', async () => {
  const mongo = await sharedStore()
  const env = { MONGODB_URI: mongo.uri }
  const [one, other] = await Promise.all([startTestApp({ env }), startTestApp({ env })])
  tidy.push(
    () => one.stop(),
    () => other.stop(),
  )
  await buildCluster(one)
  const [person = '', reader = ''] = await buildPeople(one, [{}, {}])
  const room = await buildLounge(one, { members: [person, reader] })
  const member = await connectMember(one, person)
  const bytes = Buffer.from(randomBytes(pieceBytes).toString('hex'))
  const { upload } = await member.send('upload.offer', { room, name: 'a.txt', size: bytes.length })
  const [here, there] = [one, other].map(({ url }) => ({ url, token: member.token }))
  await sendPiece(here!, upload, 0, bytes.subarray(0, pieceBytes))
  const both = await Promise.all(
    [here!, there!].map((at) => sendPiece(at, upload, pieceBytes, bytes.subarray(pieceBytes))),
  )
  expect(both.some(({ ok }) => ok)).toBe(true)
  const { message } = await member.send('message.post', { room, text: '', files: [upload] })
  const elsewhere = { url: other.url, token: await buildToken(one, reader) }
  const kept = await askForFile(elsewhere, upload)
  expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true)
  await member.send('message.delete', { room, message })
  expect((await askForFile(elsewhere, upload)).status).toBe(404)
  member.leave()
}, 60_000)
