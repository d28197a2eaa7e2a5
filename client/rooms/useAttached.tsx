import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { readinessOf, setTray, shownFields, trayOf, useTray } from '#client/files/tray.store.ts'
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

/**
 * The files that are to go with a new message. `submit` is called again once those that it waited for are there, if the
 * field still says what was to go with them.
 */
export function useAttached(words: string, submit: () => void) {
  const { room, actor, ofRoom } = useRoomTalk()
  const tray = useTray(room)
  const mayAttach = can(actor, 'upload.offer', ofRoom)
  const readiness = readinessOf(tray)
  const latest = useRef({ submit, words })
  latest.current = { submit, words }
  const isDue = tray.isArmed && readiness === 'all' && tray.words === words
  useEffect(() => {
    if (!isDue) return
    setTray(room, { isArmed: false })
    latest.current.submit()
  }, [isDue, room])
  useEffect(() => {
    shownFields.set(room, () => latest.current.words)
    return () => void shownFields.delete(room)
  }, [room])
  // What is in hand stays in sight where the room's rules have changed since.
  const isOffered = mayAttach || tray.items.length > 0
  return {
    areThere: readiness === 'all',
    isWaiting: tray.isArmed,
    sendOnceThere: () => setTray(room, { isArmed: true, words }),
    /** What waits to be sent is the draft, as it is changed. */
    follow: (next: string) => trayOf(room).words === words && setTray(room, { words: next }),
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
