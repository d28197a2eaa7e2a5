import { waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { useSession } from '#client/members/me.store.ts'
import { connection } from '#client/platform/connection.ts'
import { hubAnswers } from '#client/testing/hub.ts'

const endpoint = 'https://push.example/phone'
const subscribed = { endpoint, p256dh: 'p', auth: 'a' }
let held: { endpoint: string; toJSON(): object; unsubscribe(): Promise<boolean> } | null
const connects: (() => void)[] = []
vi.spyOn(connection, 'onConnect').mockImplementation((hear) => void connects.push(hear))

beforeEach(async () => {
  held = {
    endpoint,
    toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => {
      held = null
      return true
    },
  }
  const worker = { pushManager: { getSubscription: async () => held } }
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', { permission: 'granted' })
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { getRegistration: async () => worker },
  })
  useSession.setState({ state: 'unknown', me: null })
  await import('./noticeCount.ts')
})

test('a device that is turned on subscribes anew with each connection, one that is not does not', async () => {
  const asked = hubAnswers({ 'push.subscribe': () => ({}) })
  for (const hear of connects) hear()
  await waitFor(() => expect(asked).toMatchObject([{ name: 'push.subscribe', input: subscribed }]))
  for (const hear of connects) hear()
  await waitFor(() => expect(asked).toHaveLength(2))
  const { renewPush } = await import('./devicePush.ts')
  held = null
  await renewPush()
  expect(asked).toHaveLength(2)
})

test('a page that opens to nobody ends the subscription that somebody left behind', async () => {
  useSession.setState({ state: 'visitor' })
  await waitFor(() => expect(held).toBeNull())
})

test('so does one whose member leaves', async () => {
  useSession.setState({ state: 'member' })
  useSession.setState({ state: 'visitor' })
  await waitFor(() => expect(held).toBeNull())
})
