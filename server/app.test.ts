import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople } from '#server/testing/factories.ts'
import { connectMember } from '#server/testing/member.ts'
import { startTestApp } from '#server/testing/testApp.ts'

const head = 'POST /api/lounges HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n'

test.each([
  ['says nothing', ''],
  ['stops within its head', head.slice(0, 30)],
  ['stops within its body', `${head}{`],
])('a connection that %s does not keep the hub from closing', async (_, bytes) => {
  const app = await startTestApp()
  const line = connect(app.port, '127.0.0.1')
  await new Promise((connected) => line.once('connect', connected))
  const closed = new Promise((done) => line.once('close', done))
  line.on('error', () => {})
  line.write(bytes)
  await pause(50)
  await app.stop()
  await closed
})

test('a hub that closes acknowledges what it took, refuses what comes after, and stores just that', async () => {
  const app = await startTestApp()
  await buildCluster(app)
  const [person] = await buildPeople(app, [{}])
  const room = await buildLounge(app, { members: [person!] })
  const member = await connectMember(app, person!)
  const told = new Promise((hear) => member.socket.once('restarting', hear))
  const acknowledged: number[] = []
  const refused: string[] = []
  let isOver = false
  member.socket.once('disconnect', () => {
    isOver = true
  })
  // Whoever never pauses must not keep the hub from coming to its end.
  const talk = async () => {
    while (!isOver) {
      await member.send('message.post', { room, text: 'on and on' }).then(
        ({ seq }) => acknowledged.push(seq),
        ({ code, message }) => refused.push(code ?? message),
      )
    }
  }
  for (let lane = 0; lane < 8; lane++) void talk()
  await pause(200)
  const again = await app.restart()
  await told
  expect(acknowledged.length).toBeGreaterThan(0)
  // The very last one of each lane was cut off.
  expect(refused.filter((code) => !['unavailable', 'socket has been disconnected'].includes(code))).toEqual([])
  const { head } = (await again.hub.rooms.view(room))!
  const stored = Array.from({ length: head.seq - 1 }, (_, index) => index + 2)
  expect(acknowledged.sort((a, b) => a - b)).toEqual(stored)
  await again.stop()
})
