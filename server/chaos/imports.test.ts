import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { accounts } from '#server/platform/account.model.ts'
import { mails } from '#server/platform/mail.model.ts'
import { chance } from '#server/testing/chance.ts'
import { buildCluster, buildPerson } from '#server/testing/factories.ts'
import { prepareHubProcess } from '#server/testing/hubProcess.ts'
import { carryOutTable, peopleTable } from '#server/testing/imports.ts'
import { connectMember } from '#server/testing/member.ts'
import { expectSoundStore } from '#server/testing/soundLog.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'

const random = chance()
const many = 250
let app: TestApp
afterEach(() => app?.stop())

const lines = Array.from({ length: many }, (_, n) => `烛光${n},,candle${n}@firm.example,,,,,`)

async function killedOnTheWay(): Promise<void> {
  const { folder } = app
  await app.close()
  for (let kill = 0; kill < 4; kill++) {
    const hub = await prepareHubProcess().start({ DATA_DIR: folder })
    await pause(random.below(250))
    await hub.kill()
  }
  app = await startTestApp({ folder })
}

test('an import is followed up to the end, and so is its taking back, however often the hub is killed on the way', async () => {
  app = await startTestApp()
  await buildCluster(app)
  const officer = await buildPerson(app, { seats: ['secretariat'] })
  const before = await connectMember(app, officer)
  const content = peopleTable(...lines)
  const done = await carryOutTable(before, 'people', { content, isMailed: true })
  expect(done.added).toBe(many)
  before.leave()
  await killedOnTheWay()
  const written = () =>
    mails(app.hub.store)
      .find({ to: /^candle/ })
      .lean()
  await until(async () => (await written()).length >= many, 60_000)
  expect(new Set((await written()).map(({ to }) => to)).size).toBe(many)
  expect(await written()).toHaveLength(many)

  const after = await connectMember(app, officer)
  expect(await after.send('import.undo', { import: done.import })).toMatchObject({ taken: many, kept: [] })
  after.leave()
  await killedOnTheWay()
  await until(async () => (await accounts(app.hub.store).countDocuments({ email: /^candle/ })) === 0, 60_000)
  const traces = async () => (await everyDocument(app.hub)).filter((document) => /烛光|candle/.test(document))
  await until(async () => (await traces()).length === 0, 30_000).catch(() => {})
  expect(await traces()).toEqual([])
  await expectSoundStore(app.hub)
  expect(app.complaints.filter((line) => line.includes('"level":50'))).toEqual([])
}, 180_000)
