import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { announce } from './announce.ts'

const kept = 50

interface Said {
  id: string
  room: string
  from: string
  at: number
  text: string
}

/**
 * What one compares with: Socket.IO as one would set it up for a chat that forgets. It stores nothing, asks nobody
 * who they are, and keeps the last messages of each room in memory.
 */
const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
const lastSaid = new Map<string, Said[]>()
let count = 0

io.on('connection', (socket) => {
  socket.on('join', ({ room }: { room: string }, reply: (answer: object) => void) => {
    void socket.join(room)
    reply({ ok: true, messages: lastSaid.get(room) ?? [] })
  })
  socket.on('message', ({ room, text }: { room: string; text: string }, reply: (answer: object) => void) => {
    const said: Said = { id: String(++count), room, from: socket.id, at: Date.now(), text }
    const last = lastSaid.get(room) ?? []
    lastSaid.set(room, last)
    last.push(said)
    if (last.length > kept) last.shift()
    io.to(room).emit('message', said)
    reply({ ok: true, id: said.id })
  })
})

process.once('SIGTERM', () => process.exit(0))
http.listen(0, '127.0.0.1', () => {
  announce({ port: (http.address() as AddressInfo).port, tokensFile: '/dev/null', rooms: [], folder: null })
})
