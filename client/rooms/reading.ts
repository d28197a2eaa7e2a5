import { useCallback, useEffect, useRef, useState } from 'react'
import { findRoom, useRoomState } from '#client/platform/rooms.ts'
import { moveMarker } from './markers.store.ts'
import { unreadOf } from './roomBoard.ts'
import { useBoardRoom, useRoomsState } from './rooms.store.ts'
import { useIsTabVisible } from './roomView.ts'
import { markerAt, type Row } from './rows.ts'

/**
 * Up to which seq one had read when the room was opened, or when one came back to the tab: there the "new" line stands.
 * Null where nothing was unread, or nothing had ever been read. The list of rooms must have been read before.
 */
export function useReadUpTo(room: string): number | null {
  const isVisible = useIsTabVisible()
  const [readUpTo, setReadUpTo] = useState(() => readUpToNow(room))
  const wasVisible = useRef(isVisible)
  useEffect(() => {
    if (isVisible && !wasVisible.current) setReadUpTo(readUpToNow(room))
    wasVisible.current = isVisible
  }, [room, isVisible])
  return readUpTo
}

function readUpToNow(room: string): number | null {
  const listed = useRoomsState.getState().board[room]
  return listed && listed.marker.seq > 0 && unreadOf(listed) > 0 ? listed.marker.seq : null
}

/** Moves one's marker as messages come on screen. Give it the last row that can be seen whenever that changes. */
export function useReading(room: string, rows: readonly Row[], isLive: boolean) {
  const isVisible = useIsTabVisible()
  const isListed = useBoardRoom(room) !== undefined
  const headSeq = useRoomState(room, ({ head }) => head.seq)
  const seen = useRef<string | null>(null)
  const latest = useRef(rows)
  latest.current = rows

  const read = useCallback(() => {
    if (!isLive || document.visibilityState !== 'visible' || seen.current === null) return
    const { head, phase } = findRoom(room).store.getState()
    if (phase !== 'live') return
    const marker = markerAt(latest.current, seen.current, head)
    if (marker) moveMarker(room, marker)
  }, [room, isLive])

  // biome-ignore lint/correctness/useExhaustiveDependencies: news, or coming back to the tab, while the last row is in sight
  useEffect(read, [read, isVisible, isListed, headSeq])
  return useCallback(
    (key: string | null) => {
      seen.current = key
      read()
    },
    [read],
  )
}
