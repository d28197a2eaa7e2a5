import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { readinessOf, setTray, useTray } from '#client/files/tray.store.ts'
import { can } from '#shared/permissions.ts'
import { lateParts } from './lateParts.ts'
import { composerId, useRoomTalk } from './roomContext.ts'

type Part = ComponentType<{ room: string; fieldId: string }>
/** Cut off before it could be fetched: one writes without. */
const nothing = { default: (() => null) as Part }
const AttachTray = lazy(() =>
  lateParts.attach().then(
    (part) => ({ default: part.AttachTray as Part }),
    () => nothing,
  ),
)
const AttachButton = lazy(() =>
  lateParts.attach().then(
    (part) => ({ default: part.AttachButton as Part }),
    () => nothing,
  ),
)
/** Keeps the button's place while its part is fetched. */
const place = { width: 34, height: 34 }

/** The files that are to go with a new message. `submit` is called again once those that it waited for are there. */
export function useAttached(submit: () => void) {
  const { room, actor, ofRoom } = useRoomTalk()
  const tray = useTray(room)
  const mayAttach = can(actor, 'upload.offer', ofRoom)
  const readiness = readinessOf(tray)
  const latest = useRef(submit)
  latest.current = submit
  const isDue = tray.isArmed && readiness === 'all'
  useEffect(() => {
    if (!isDue) return
    setTray(room, { isArmed: false })
    latest.current()
  }, [isDue, room])
  // What is in hand stays in sight where the room's rules have changed since.
  const isOffered = mayAttach || tray.items.length > 0
  return {
    areThere: readiness === 'all',
    isWaiting: tray.isArmed,
    sendOnceThere: () => setTray(room, { isArmed: true }),
    attaching: {
      holdsFiles: tray.items.length > 0,
      isBlocked: readiness === 'broken',
      tray: isOffered && (
        <Suspense>
          <AttachTray room={room} fieldId={composerId} />
        </Suspense>
      ),
      button: mayAttach && (
        <Suspense fallback={<span style={place} />}>
          <AttachButton room={room} fieldId={composerId} />
        </Suspense>
      ),
    },
  }
}
