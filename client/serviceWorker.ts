import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'

/** The files of this build; the build puts them in. */
declare const builtFiles: string[]

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

const pageCache = 'page'
const page = '/'

// Their names change with their content, so the name is the revision.
precacheAndRoute(builtFiles.map((file) => ({ url: `/${file}`, revision: null })))
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
addEventListener('install', (event) => {
  ;(event as LastingEvent).waitUntil(caches.open(pageCache).then((cache) => cache.add(page)))
})
