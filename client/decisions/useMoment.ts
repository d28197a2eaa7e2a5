import { useEffect, useState } from 'react'
import { serverNow } from '#client/platform/serverClock.ts'

const everyMs = 1000

/** The hub's time, told anew each second as long as somebody waits for something. */
export function useMoment(isTold: boolean): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!isTold) return
    const timer = setInterval(() => setNow(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [isTold])
  return now
}
