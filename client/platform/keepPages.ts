/** Once the first page stands, the browser keeps the client's files, so that it opens without a connection too. */
export function keepPages(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    // Private windows and strict settings say no; the page works as before.
    navigator.serviceWorker.register('/serviceWorker.js').catch(() => {})
  })
}
