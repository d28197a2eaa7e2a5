import { useEffect } from 'react'
import { useSession } from '#client/members/me.store.ts'
import { connection } from '#client/platform/connection.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { useAsk } from '#client/platform/useAsk.ts'

const settleMs = 400
let planned: ReturnType<typeof setTimeout> | undefined

/** Soon: reading a room moves one's marker again and again. */
function readAgainSoon() {
  if (planned) return
  planned = setTimeout(() => {
    planned = undefined
    for (const name of ['notices.count', 'notices.list']) void queryClient.invalidateQueries({ queryKey: [name] })
  }, settleMs)
}
connection.on('hint', ({ board }) => {
  if (board === 'notices') readAgainSoon()
})
connection.on('marker', () => {
  if ((queryClient.getQueryData<{ unread: number }>(['notices.count', {}])?.unread ?? 0) > 0) readAgainSoon()
})
connection.onConnect(readAgainSoon)
// Each session subscribes anew: the hub rings no device longer than the session that it was last heard of with.
connection.onConnect(() => {
  if (globalThis.Notification?.permission !== 'granted') return
  import('./devicePush.ts').then(({ renewPush }) => renewPush()).catch(() => {})
})
// Whoever uses this device next is not to hear what was for the one before, who may also have been signed out while the
// page was closed: the push service then knows the device no more.
useSession.subscribe(({ state }, was) => {
  if (state !== 'visitor' || was.state === 'visitor') return
  void navigator.serviceWorker
    ?.getRegistration()
    .then((worker) => worker?.pushManager?.getSubscription())
    .then((held) => held?.unsubscribe())
    .catch(() => {})
})

/** How many notices wait, live, also on the icons of tab and app. */
export function useNoticeCount(): number {
  const unread = useAsk('notices.count', {}).data?.unread ?? 0
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    if (icon) icon.href = unread > 0 ? '/chandelier-unread.svg' : '/chandelier.svg'
    void navigator.setAppBadge?.(unread).catch(() => {})
  }, [unread])
  return unread
}
