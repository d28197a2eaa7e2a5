import { ask, send } from '#client/platform/hub.ts'

/** unable: this browser, or a page without TLS, knows no push · denied: forbidden in the browser's own settings */
export type PushState = 'unable' | 'denied' | 'off' | 'on'

const isAble = () => 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

async function subscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker.getRegistration()
  return (await worker?.pushManager.getSubscription()) ?? null
}

export async function findPushState(): Promise<PushState> {
  if (!isAble() || !(await navigator.serviceWorker.getRegistration())) return 'unable'
  if (Notification.permission === 'denied') return 'denied'
  return (await subscription()) ? 'on' : 'off'
}

/** Asks the browser, then the hub. Throws where either says no. */
export async function startPush(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return findPushState()
  const { publicKey } = await ask('push.key', {})
  const worker = await navigator.serviceWorker.ready
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  await tellHub(made)
  return 'on'
}

/** Tells the hub once more of a device that is turned on; it rings for whoever is signed in on it now. */
export async function renewPush(): Promise<void> {
  const held = isAble() ? await subscription() : null
  if (held) await tellHub(held)
}

async function tellHub(held: PushSubscription): Promise<void> {
  const { endpoint, keys } = held.toJSON()
  await send('push.subscribe', { endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' })
}

export async function endPush(): Promise<PushState> {
  const held = await subscription()
  if (held) await send('push.unsubscribe', { endpoint: held.endpoint })
  await held?.unsubscribe()
  return findPushState()
}
