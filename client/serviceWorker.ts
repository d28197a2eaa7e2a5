import './pushEvents.ts'
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'
import { onlyUsed, usedFiles } from './platform/keepPages.ts'

/** The files of this build; the build puts them in. `revision` is null where the name changes with the content. */
declare const builtFiles: { url: string; revision: string | null }[]

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

const pageCache = 'page'
const page = '/'

if (location.search === onlyUsed) {
  registerRoute(
    ({ url }) => url.pathname.startsWith('/assets/'),
    new CacheFirst({
      cacheName: usedFiles,
      // What was kept before data was to be saved serves as well.
      plugins: [
        { cachedResponseWillBeUsed: async ({ cachedResponse, request }) => cachedResponse ?? caches.match(request) },
      ],
    }),
  )
} else {
  precacheAndRoute(builtFiles)
  cleanupOutdatedCaches()
}

// There is one page for every address. It comes from the hub where that answers, so that nobody stays with an old one.
registerRoute(
  new NavigationRoute(
    new NetworkFirst({
      cacheName: pageCache,
      networkTimeoutSeconds: 4,
      plugins: [{ cacheKeyWillBeUsed: async () => page }],
    }),
    { denylist: [/^\/(api|metrics|healthz|readyz)\b/, /^\/verify\.html$/] },
  ),
)
// The address of a logo changes with its picture.
registerRoute(({ url }) => url.pathname.startsWith('/api/cluster/logo/'), new CacheFirst({ cacheName: 'pictures' }))
/** Of what was used, only this build's files stay. */
async function dropOldFiles(): Promise<void> {
  const built = new Set(builtFiles.map(({ url }) => url))
  const cache = await caches.open(usedFiles)
  const old = (await cache.keys()).filter(({ url }) => !built.has(new URL(url).pathname))
  await Promise.all(old.map((request) => cache.delete(request)))
}
addEventListener('activate', (event) => (event as LastingEvent).waitUntil(dropOldFiles()))
addEventListener('install', (event) => {
  ;(event as LastingEvent).waitUntil(caches.open(pageCache).then((cache) => cache.add(page)))
})
// The page that brought this worker is the one to lead on from the first push, without a reload in between.
addEventListener('activate', (event) => {
  ;(event as LastingEvent).waitUntil((globalThis as unknown as { clients: { claim(): Promise<void> } }).clients.claim())
})
