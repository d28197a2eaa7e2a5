import './pushEvents.ts'
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

/** The files of this build; the build puts them in. `revision` is null where the name changes with the content. */
declare const builtFiles: { url: string; revision: string | null }[]

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

const pageCache = 'page'
const page = '/'

precacheAndRoute(builtFiles)
cleanupOutdatedCaches()

// There is one page for every address. It comes from the hub where that answers, so that nobody stays with an old one.
registerRoute(
  new NavigationRoute(
    new NetworkFirst({
      cacheName: pageCache,
      networkTimeoutSeconds: 4,
      plugins: [{ cacheKeyWillBeUsed: async () => page }],
    }),
    { denylist: [/^\/(api|metrics|healthz|readyz)\b/] },
  ),
)
// The address of a logo changes with its picture.
registerRoute(({ url }) => url.pathname.startsWith('/api/cluster/logo/'), new CacheFirst({ cacheName: 'pictures' }))
addEventListener('install', (event) => {
  ;(event as LastingEvent).waitUntil(caches.open(pageCache).then((cache) => cache.add(page)))
})
// The page that brought this worker is the one to lead on from the first push, without a reload in between.
addEventListener('activate', (event) => {
  ;(event as LastingEvent).waitUntil((globalThis as unknown as { clients: { claim(): Promise<void> } }).clients.claim())
})
