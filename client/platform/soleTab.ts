/**
 * Runs `work` in one tab of this browser at a time; the returned function gives the place up. Where the browser has no
 * locks (plain http), a lease in local storage does: now and then two tabs may work at once, which the deeds' cids
 * make harmless.
 */
export function asSoleTab(name: string, work: { start(): void; stop(): void }): () => void {
  const { locks } = navigator as Partial<Navigator>
  return locks ? byLock(locks, name, work) : byLease(name, work)
}

function byLock(locks: LockManager, name: string, work: { start(): void; stop(): void }): () => void {
  const over = new AbortController()
  locks
    .request(name, { signal: over.signal }, () => {
      if (over.signal.aborted) return undefined
      work.start()
      return new Promise<void>((giveUp) => {
        over.signal.addEventListener('abort', () => {
          work.stop()
          giveUp()
        })
      })
    })
    // Aborted while waiting for its turn.
    .catch(() => undefined)
  return () => over.abort()
}

const leaseMs = 6000
const renewMs = 2000

function byLease(name: string, work: { start(): void; stop(): void }): () => void {
  const key = `chandelier.lease.${name}`
  const self = `${crypto.getRandomValues(new Uint32Array(2)).join('-')}`
  let isHolding = false
  const holder = () => {
    const [tab = '', until = '0'] = (localStorage.getItem(key) ?? '').split(' ')
    return Number(until) > Date.now() ? tab : null
  }
  function renew() {
    const present = holder()
    if (present !== null && present !== self) {
      if (isHolding) work.stop()
      isHolding = false
      return
    }
    localStorage.setItem(key, `${self} ${Date.now() + leaseMs}`)
    if (!isHolding) work.start()
    isHolding = true
  }
  function giveUp() {
    if (holder() === self) localStorage.removeItem(key)
  }
  renew()
  const timer = setInterval(renew, renewMs)
  addEventListener('pagehide', giveUp)
  return () => {
    clearInterval(timer)
    removeEventListener('pagehide', giveUp)
    giveUp()
    if (isHolding) work.stop()
  }
}
