import type { CDPSession, Locator, Worker } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PushPayload } from '#server/notices/push.ts'
import { buildLounge } from '#server/testing/factories.ts'
import { type PushDevice, type PushService, startPushService } from '#server/testing/pushService.ts'
import { until } from '#server/testing/until.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { mentionOf } from '#shared/rooms/message.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

let house: House
let service: PushService
let room: string
let people: string[]

beforeAll(async () => {
  service = await startPushService()
  house = await openHouse({ OUTBOUND_LOOPBACK: '1' })
  people = await house.seat([
    { name: '温语冬', language: 'zh', seats: ['chair'] },
    { name: 'Nora Field', language: 'en' },
  ])
  const title = { zh: '灯光之夜', en: 'Night of Light', authoritative: 'zh' as const }
  room = await buildLounge(house.app, { chair: people[0]!, members: people, title })
})
afterAll(async () => {
  await house?.close()
  service?.stop()
})

/** Somebody's device: its browser takes what the push service has for it. */
interface Ringing {
  guest: Guest
  device: PushDevice
  worker: Worker
  /** Hands over the newest push, and gives what was put on the screen. */
  ring(): Promise<Shown>
}
interface Shown {
  title: string
  body: string
  tag: string
}

/**
 * The browser of tests has no push service and no place for notifications: the page asks for ours instead, and what the
 * worker would show is written down. What comes to the worker, and what it makes of it, is the browser's own doing.
 */
async function ringing(person: string, language: Language, path: string): Promise<Ringing> {
  const device = service.device(path)
  const guest = await house.open({ language })
  await guest.context.addInitScript(lendPushService, device.subscription)
  await guest.signIn(`${person}@people.example`)
  // Without a reload: the page that brought the worker is the one that is led on.
  await go(guest, '/notices')
  await go(guest, '/notices/settings')
  const [worker] = await Promise.all([
    guest.context.serviceWorkers()[0] ?? guest.context.waitForEvent('serviceworker'),
    guest.page.evaluate(() => navigator.serviceWorker.ready.then(() => {})),
  ])
  await worker.evaluate(writeDownWhatIsShown)
  const cdp = await guest.context.newCDPSession(guest.page)
  const registrationId = await registrationOf(cdp)
  return {
    guest,
    device,
    worker,
    async ring() {
      const body = service.got.findLast((push) => push.path === path)!.body
      const data = JSON.stringify(device.read(body) satisfies PushPayload)
      await cdp.send('ServiceWorker.deliverPushMessage', { origin: house.url, registrationId, data })
      await until(() => worker.evaluate(() => Reflect.get(globalThis, 'shown').length > 0))
      return worker.evaluate(() => Reflect.get(globalThis, 'shown')[0])
    },
  }
}

const go = ({ page }: Guest, path: string) => page.locator(`a[href="${path}"]`).first().click()

async function registrationOf(cdp: CDPSession): Promise<string> {
  let id: string | undefined
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    id = registrations.at(-1)?.registrationId
  })
  await cdp.send('ServiceWorker.enable')
  await until(() => id !== undefined)
  return id!
}

/** Runs in the page, before anything of the house. */
function lendPushService({ endpoint, p256dh, auth }: PushDevice['subscription']): void {
  if (location.protocol === 'about:') return
  const held = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }), unsubscribe: async () => true }
  let isOn = localStorage.getItem('lent') === 'yes'
  Object.defineProperty(Notification, 'permission', { get: () => 'default' })
  Notification.requestPermission = async () => 'granted'
  Object.assign(PushManager.prototype, {
    getSubscription: async () => (isOn ? held : null),
    subscribe: async () => {
      isOn = true
      localStorage.setItem('lent', 'yes')
      return held
    },
  })
}

/** Runs in the worker. Only a true click may bring a window to the front or open one: that too is written down. */
function writeDownWhatIsShown(): void {
  const worker = globalThis as unknown as Record<string, never> & {
    registration: { showNotification: unknown }
    clients: { openWindow: unknown }
    WindowClient: { prototype: { focus: unknown } }
  }
  Object.assign(worker, { shown: [], done: [] })
  const { shown, done } = worker as unknown as { shown: object[]; done: string[] }
  worker.registration.showNotification = async (title: string, more: object) => void shown.unshift({ title, ...more })
  worker.clients.openWindow = async (address: string) => void done.push(`open ${address}`)
  worker.WindowClient.prototype.focus = async () => void done.push('focus')
}

/** Runs in the worker: somebody touches what is shown. */
async function touchWhatIsShown(): Promise<string[]> {
  const [notification] = Reflect.get(globalThis, 'shown')
  const waits: Promise<unknown>[] = []
  dispatchEvent(
    Object.assign(new Event('notificationclick'), {
      notification: { ...notification, close: () => {} },
      waitUntil: (work: Promise<unknown>) => waits.push(work),
    }),
  )
  await Promise.all(waits)
  return Reflect.get(globalThis, 'done').splice(0)
}

const say = async (from: number, text: string) => {
  const { hub } = house.app
  const input = { room, text }
  const actor = hub.actorOf(people[from]!)
  const reply = await hub.dispatch({ name: 'message.post', input, actor, cid: crypto.randomUUID() })
  return (reply as unknown as { data: { message: string } }).data.message
}
const pushed = (path: string, count: number) =>
  until(() => service.got.filter((push) => push.path === path).length === count, 40_000)

/** On only once browser and hub have agreed. */
async function turnOn(choice: Locator): Promise<void> {
  await choice.click()
  await until(() => choice.isChecked())
}

let desk: Ringing
test('a device that was turned on shows a mention in the language of its reader, and a touch leads to the message', async () => {
  desk = await ringing(people[0]!, 'zh', '/desk')
  const { guest, worker } = desk
  const { page } = guest
  await turnOn(page.getByRole('switch', { name: '在这台设备上推送' }))
  await go(guest, '/people')
  await say(1, `请看新的样灯 ${mentionOf('温语冬', people[0]!)}`)
  await pushed('/desk', 1)
  expect(await desk.ring()).toMatchObject({ title: 'Nora Field在“灯光之夜”中提到了您', body: '' })
  expect(await worker.evaluate(touchWhatIsShown)).toEqual(['focus'])
  await guest.message(/请看新的样灯/).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/rooms/${room}`)
  expect(guest.context.pages()).toHaveLength(1)
})

test('words of messages are shown where that was asked for, but never those of a redacted one; without a page one opens', async () => {
  const phone = await ringing(people[1]!, 'en', '/phone')
  const { guest, worker } = phone
  await guest.page.getByRole('switch', { name: 'Show words of messages' }).check()
  await guest.page.getByRole('button', { name: 'Save' }).click()
  await guest.page.getByText('Saved').first().waitFor()
  await turnOn(guest.page.getByRole('switch', { name: 'Push to this device' }))
  const you = mentionOf('Nora', people[1]!)
  const stays = await say(0, `${you} the lamp is lit`)
  const redacted = await say(0, `${you} the price is 8800`)
  const { hub } = house.app
  const input = { room, message: redacted, reason: 'names a price' }
  await hub.dispatch({ name: 'message.redact', input, actor: hub.actorOf(people[0]!), cid: crypto.randomUUID() })
  await pushed('/phone', 1)
  const shown = await phone.ring()
  expect(shown.title).toBe('温语冬 mentioned you in “Night of Light”')
  expect(shown.body).toContain('the lamp is lit')
  expect(JSON.stringify(shown)).not.toContain('8800')
  await guest.page.goto('about:blank')
  expect(await worker.evaluate(touchWhatIsShown)).toEqual([`open /rooms/${room}?message=${stays}`])
  expect([...desk.guest.complaints, ...guest.complaints]).toEqual([])
})
