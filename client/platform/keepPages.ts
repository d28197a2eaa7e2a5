/** Which files the service worker keeps: all of the build, or only those that were used; it reads it from its address. */
export const onlyUsed = '?keeps=used'
/** Where it keeps those. */
export const usedFiles = 'used'

/**
 * The browser keeps the client's files, so that it opens without a connection too: all of the build, or where data is to be
 * saved only what was fetched anyway.
 */
export function keepPages(savesData: boolean): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const keep = async () => {
    await navigator.serviceWorker.register(`/serviceWorker.js${savesData ? onlyUsed : ''}`)
    if (!savesData) return
    // These came before the worker did; the browser still has them.
    const fetched = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
    const own = fetched.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    await (await caches.open(usedFiles)).addAll([...new Set(own.map(({ pathname }) => pathname))])
  }
  // Private windows and strict settings say no; the page works as before.
  const keepQuietly = () => void keep().catch(() => {})
  if (document.readyState === 'complete') keepQuietly()
  else addEventListener('load', keepQuietly, { once: true })
}
