import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { announce } from './announce.ts'

/** A server that wrongs one of its members: every tenth message is lost, told twice, or told after the next one. */
const fault = process.argv[2] as 'lose' | 'repeat' | 'swap'
const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false })
let victim: Socket | null = null
let count = 0
let heldBack: object | null = null

function tellVictim(socket: Socket, said: object): void {
  const late = heldBack
  heldBack = null
  const isWronged = count % 10 === 0
  if (isWronged && fault === 'swap') heldBack = said
  else if (!isWronged || fault === 'repeat') socket.emit('message', said)
  if (isWronged && fault === 'repeat') socket.emit('message', said)
  if (late) socket.emit('message', late)
}

io.on('connection', (socket) => {
  victim ??= socket
  socket.on('join', ({ room }: { room: string }, reply: (answer: object) => void) => {
    void socket.join(room)
    reply({ ok: true, messages: [] })
  })
  socket.on('message', ({ room, text }: { room: string; text: string }, reply: (answer: object) => void) => {
    count++
    io.to(room).except(victim!.id).emit('message', { text })
    tellVictim(victim!, { text })
    reply({ ok: true })
  })
})

http.listen(0, '127.0.0.1', () => {
  announce({ port: (http.address() as AddressInfo).port, tokensFile: '/dev/null', rooms: [], folder: null })
})
