import { useEffect } from 'react'
import { holdRoom } from '#client/platform/rooms.ts'

/** Keeps the room live while a page of its decisions is shown. */
export const useHeld = (room: string) => useEffect(() => holdRoom(room), [room])
