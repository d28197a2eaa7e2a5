interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface PushEvent extends LastingEvent {
  data: { json(): { title: string; body: string; tag: string; address: string } } | null
}
interface ClickEvent extends LastingEvent {
  notification: Notification
}
interface Worker {
  registration: ServiceWorkerRegistration
  clients: {
    matchAll(
      options: object,
    ): Promise<{ url: string; focus(): Promise<unknown>; navigate(url: string): Promise<unknown> }[]>
    openWindow(url: string): Promise<unknown>
  }
}
const worker = globalThis as unknown as Worker

// In the service worker: what the hub pushes is shown, and leads to where it happened.
addEventListener('push', (event) => {
  const { data, waitUntil } = event as PushEvent
  if (!data) return
  const { title, body, tag, address } = data.json()
  const shown = worker.registration.showNotification(title, { body, tag, icon: '/chandelier.svg', data: { address } })
  waitUntil.call(event, shown)
})

addEventListener('notificationclick', (event) => {
  const { notification, waitUntil } = event as ClickEvent
  notification.close()
  const { address } = notification.data as { address: string }
  waitUntil.call(event, goTo(address))
})

async function goTo(address: string): Promise<void> {
  const [open] = await worker.clients.matchAll({ type: 'window' })
  if (!open) return void (await worker.clients.openWindow(address))
  await open.focus()
  await open.navigate(address)
}
