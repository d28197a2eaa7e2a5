import { useCallback, useEffect, useRef, useState } from 'react'
import { findRoom, useRoomState } from '#client/platform/rooms.ts'
import { moveMarker } from './markers.store.ts'
import { unreadOf } from './roomBoard.ts'
import { useBoardRoom, useRoomsState } from './rooms.store.ts'
import { useIsTabVisible } from './roomView.ts'
import { markerAt, type Row } from './rows.ts'

/**
 * Up to which seq one had read when the room was opened, or when one came back to the tab: there the "new" line stands.
 * Null where nothing was unread, or nothing had ever been read.
 */
export function useReadUpTo(room: string): number | null {
  const isListed = useBoardRoom(room) !== undefined
  const isVisible = useIsTabVisible()
  const [readUpTo, setReadUpTo] = useState<number | null>(null)
  // Asked at these moments only, not when the marker moves.
  useEffect(() => {
    if (!isListed || !isVisible) return
    const listed = useRoomsState.getState().board[room]
    if (!listed || listed.marker.seq === 0) return
    setReadUpTo(unreadOf(listed) > 0 ? listed.marker.seq : null)
  }, [room, isListed, isVisible])
  return readUpTo
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
