import { create } from 'zustand'

export interface ConnectionState {
  /** connecting: on the way · online: the hub hears us · offline: the last attempt failed, another one follows */
  state: 'connecting' | 'online' | 'offline'
  /** Messages that wait in the outbox to be sent. */
  waiting: number
  /** Whether this page has been online before: tells "connecting" from "reconnecting". */
  hasBeenOnline: boolean
  /** When what is shown was kept on this device (ms since 1970), until the hub has been reached; null where it never was. */
  keptAt: number | null
}

export const useConnection = create<ConnectionState>(() => ({
  state: 'connecting',
  waiting: 0,
  hasBeenOnline: false,
  keptAt: null,
}))
