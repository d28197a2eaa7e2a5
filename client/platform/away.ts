import { connection } from './connection.ts'

const awayAfterMs = 5 * 60_000
const lookEveryMs = 20_000
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const

/** Tells the hub when nobody has touched this device for a while, and when somebody does again. A hidden page is not touched. */
export function watchTouches(): void {
  let touchedAt = Date.now()
  let isAway = false
  const look = () => {
    const isLeft = Date.now() - touchedAt >= awayAfterMs
    if (isLeft === isAway) return
    isAway = isLeft
    connection.tell('away', { isAway })
  }
  const touch = () => {
    touchedAt = Date.now()
    if (isAway) look()
  }
  for (const name of touches) addEventListener(name, touch, { passive: true, capture: true })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') touch()
  })
  setInterval(look, lookEveryMs)
  // A new socket is taken for one in use.
  connection.onConnect(() => {
    if (isAway) connection.tell('away', { isAway })
  })
}
