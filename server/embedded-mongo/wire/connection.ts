import type { Socket } from 'node:net'
import { decode } from '#server/embedded-mongo/bson/document.ts'
import { runCommand } from '#server/embedded-mongo/commands/commands.ts'
import { MAX_MESSAGE_LENGTH } from '#server/embedded-mongo/commands/handshake.ts'
import type { Request, Session } from '#server/embedded-mongo/commands/request.ts'
import { FrameSplitter } from './frames.ts'
import { type Message, readMessage, writeReply } from './messages.ts'

/** Serves one client: its commands are run one after the other. Bytes that are not the protocol close the connection. */
export function serveConnection(
  socket: Socket,
  connectionId: number,
  session: Session,
  onBug: (error: unknown) => void,
): void {
  const frames = new FrameSplitter(MAX_MESSAGE_LENGTH)
  let last: Promise<void> = Promise.resolve()
  let waiting = 0
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const frame of frames.push(chunk)) {
        waiting++
        // A client that sends faster than it is served is not read until it is.
        socket.pause()
        last = last.then(() => answer(frame)).catch(() => void socket.destroy())
      }
    } catch {
      socket.destroy()
    }
  })

  async function answer(frame: Buffer): Promise<void> {
    const message = readMessage(frame)
    const reply = await runCommand(toRequest(message, connectionId), session, onBug)
    if (!message.unanswered && !socket.destroyed) await write(socket, writeReply(message, reply))
    if (--waiting === 0) socket.resume()
  }
}

function write(socket: Socket, bytes: Buffer): Promise<void> | void {
  if (socket.write(bytes)) return
  return new Promise((resolve) => {
    const settle = () => {
      socket.off('drain', settle)
      socket.off('close', settle)
      resolve()
    }
    socket.on('drain', settle)
    socket.on('close', settle)
  })
}

function toRequest({ body, sections, kind }: Message, connectionId: number): Request {
  const decoded = decode(body)
  const database = kind === 'query' ? 'admin' : decoded['$db']
  return {
    name: Object.keys(decoded)[0] ?? '',
    body: decoded,
    sections,
    database: typeof database === 'string' ? database : '',
    connectionId,
  }
}
