import type { Socket } from 'socket.io'
import { Refusal } from '#shared/platform/refusal.ts'

const atOnce = 4
/** Questions that may wait for their turn, each with all that was sent along with it. */
const mostWaiting = 256
const retryAfterMs = 1000
const lookAgainMs = 50
/** A reader with so much unread gets no more before it has read it. */
const unreadBytes = 1024 * 1024

/** Lets a read begin in its turn; rejects with `unavailable` once the reader is gone. */
export type ReadGate = <Data>(read: () => Promise<Data>) => Promise<Data>

/**
 * One socket's reads: few at a time, in order, and none while earlier answers lie unread. So whoever asks for
 * everything at once costs the hub no more than whoever asks politely.
 */
export function createReadGate(socket: Pick<Socket, 'connected' | 'conn'>): ReadGate {
  const waiting: (() => void)[] = []
  let running = 0

  async function turn(): Promise<void> {
    if (waiting.length >= mostWaiting)
      throw new Refusal('too_many_requests', 'platform.tooManyRequests', { retryAfterMs })
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    while (socket.connected && waitingBytes(socket) > unreadBytes) {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
    }
  }

  function passOn(): void {
    const following = waiting.shift()
    if (following) following()
    else running--
  }

  return async (read) => {
    await turn()
    try {
      if (!socket.connected) throw new Refusal('unavailable', 'platform.unavailable')
      return await read()
    } finally {
      passOn()
    }
  }
}

/** Bytes that wait for a reader, in the socket and before it. */
export function waitingBytes({ conn }: Pick<Socket, 'conn'>): number {
  const transport = conn.transport as { socket?: { bufferedAmount?: number } }
  const queued = (conn as unknown as { writeBuffer: { data?: string }[] }).writeBuffer
  return (transport.socket?.bufferedAmount ?? 0) + queued.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
}
