import { useEffect } from 'react'
import { findKeptTrays } from '#client/files/tray.store.ts'
import { lateParts } from './lateParts.ts'

/** Files that a reload cut off go on, whatever page is shown. Without a connection, they do once a room is opened. */
export function useKeptFiles(person: string): void {
  useEffect(() => {
    if (findKeptTrays(person).length > 0) void lateParts.attach().catch(() => {})
  }, [person])
}
