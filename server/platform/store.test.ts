import { afterAll, beforeAll, expect, test } from 'vitest'
import { messages } from '#server/rooms/message.model.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import type { ThingOf } from '#shared/contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const message: ThingOf<'message'> = {
  id: 'm',
  version: 1,
  seq: 1,
  author: 'somebody',
  at: 1,
  text: 'with a file',
  mentions: [],
  replyTo: null,
  files: [],
  editedAt: null,
  erased: null,
}

test('a read model holds the newest shape whole: what it leaves out is gone, what is older changes nothing', async () => {
  const { store } = app.hub
  const keep = (item: ThingOf<'message'>, isNew: boolean) => messages.keep(store, [{ room: 'r', item, isNew }])
  const found = () => messages.findMany(store, 'r', ['m'])
  await keep(message, true)
  expect(await found()).toEqual([message])
  const { files: _, ...without } = { ...message, version: 3, text: 'without' }
  await keep(without, false)
  expect(await found()).toEqual([without])
  await keep({ ...message, version: 2 }, false)
  await keep({ ...message, version: 2 }, true)
  expect(await found()).toEqual([without])
})
