import type { Dialect } from './plan.ts'

/** What is said to a server besides Socket.IO's own packets; `#` stands for the acknowledgement's number. */
export interface Speech {
  connect(token: string): string
  join(room: string): string
  send(ask: { room: string; cid: string; body: string }): string
}

const hub: Speech = {
  connect: (token) => `40${JSON.stringify({ token })}`,
  join: (room) => JSON.stringify(['enter', { room }]),
  send: ({ room, cid, body }) =>
    JSON.stringify(['command', { name: 'message.post', cid, input: { room, text: body } }]),
}

const bare: Speech = {
  connect: () => '40',
  join: (room) => JSON.stringify(['join', { room }]),
  send: ({ room, body }) => JSON.stringify(['message', { room, text: body }]),
}

export const speeches: Record<Dialect, Speech> = { hub, bare }
