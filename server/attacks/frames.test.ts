import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCluster, buildLounge, buildPeople, buildToken, newCid } from '#server/testing/factories.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { openRawSocket, type RawSocket, signInRaw } from '#server/testing/rawSocket.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'

let app: TestApp
let room: string
let bystander: Member
let token: string

beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  const [one, two] = await buildPeople(app, [{ seats: ['chair'] }, {}])
  room = await buildLounge(app, { chair: one!, members: [two!] })
  bystander = await connectMember(app, one!)
  await bystander.enter(room)
  token = await buildToken(app, two!)
})
afterAll(async () => {
  bystander.leave()
  await app.stop()
})

async function signedIn(): Promise<RawSocket> {
  const raw = await openRawSocket(app.url)
  await signInRaw(raw, token)
  return raw
}

/** The hub goes on for everybody else, and has nothing to complain of. */
async function expectUnharmed(): Promise<void> {
  expect(bystander.socket.connected).toBe(true)
  const { seq } = await bystander.send('message.post', { room, text: 'undisturbed' })
  await bystander.heard(room, seq)
  expect(app.complaints).toEqual([])
}

const command = (input: string, cid = newCid()) =>
  `421["command",{"name":"message.post","cid":"${cid}","input":${input}}]`
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const nestedObject = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

describe('a frame that is refused costs only its own connection', () => {
  test.each([
    ['over 64 kB', (raw: RawSocket) => raw.sendText(command(`{"room":"${room}","text":"${'x'.repeat(70_000)}"}`))],
    ['that announces a terabyte', (raw: RawSocket) => raw.tcp.write(terabyte)],
    ['in fragments that never end', (raw: RawSocket) => sendFragments(raw)],
    [
      'with binary attachments beyond count',
      (raw: RawSocket) => raw.sendText('451000000-["command",{"_placeholder":true,"num":0}]'),
    ],
    ['of Engine.IO that does not exist', (raw: RawSocket) => raw.sendText('9hello')],
    ['of Socket.IO that does not exist', (raw: RawSocket) => raw.sendText('49{}')],
    ['with broken JSON', (raw: RawSocket) => raw.sendText('42["command",{')],
    ['that is no array', (raw: RawSocket) => raw.sendText('42{"command":1}')],
    ['that plays an own event of Socket.IO', (raw: RawSocket) => raw.sendText('42["disconnect","lie"]')],
    ['with a foreign mask bit', (raw: RawSocket) => raw.tcp.write(Buffer.from([0x81, 0x02, 0x34, 0x32]))],
    ['with reserved bits', (raw: RawSocket) => raw.tcp.write(Buffer.from([0xf1, 0x80, 0, 0, 0, 0]))],
    ['that is not UTF-8', (raw: RawSocket) => raw.sendFrame(1, Buffer.from([0x34, 0x32, 0xff, 0xfe]))],
  ])('%s', async (_, attack) => {
    const raw = await signedIn()
    attack(raw)
    await raw.closed()
    await expectUnharmed()
  })
})

const terabyte = Buffer.concat([Buffer.from([0x81, 0xff]), Buffer.from([0, 0, 1, 0, 0, 0, 0, 0]), Buffer.alloc(4)])

function sendFragments(raw: RawSocket): void {
  raw.sendFrame(1, Buffer.from('42["command",'), false)
  for (let count = 0; count < 200; count++) raw.sendFrame(0, Buffer.alloc(1024, 0x20), false)
}

describe('a frame that can be read is answered', () => {
  test.each([
    ['an input 10,000 arrays deep', command(nested(10_000)), 'invalid_input'],
    ['an input 9,000 objects deep', command(nestedObject(9000)), 'invalid_input'],
    ['a text that is deep JSON', command(`{"room":"${room}","text":${nested(5000)}}`), 'invalid_input'],
    ['an unknown command', '421["command",{"name":"hall.burn","cid":"0123456789","input":{}}]', 'not_found'],
    ['a null', '421["command",null]', 'invalid_input'],
    ['a text', '421["query","rooms.list"]', 'invalid_input'],
    ['enter without a room', '421["enter",{}]', 'invalid_input'],
    ['enter with a negative seq', '421["enter",{"room":"ROOM","seq":-1,"hash":"x"}]', 'invalid_input'],
    ['enter with a seq beyond all', '421["enter",{"room":"ROOM","seq":1e309,"hash":"x"}]', 'invalid_input'],
    ['enter with half an entry', '421["enter",{"room":"ROOM","seq":0.5,"hash":"x"}]', 'invalid_input'],
    ['a range of texts', '421["range",{"room":"ROOM","after":"0","upTo":"9"}]', 'invalid_input'],
    ['a range from below', '421["range",{"room":"ROOM","after":-9,"upTo":9}]', 'invalid_input'],
    ['a range without end', '421["range",{"room":"ROOM","after":0,"upTo":1e309}]', 'invalid_input'],
    ['a range of nothing', '421["range",{"room":"ROOM","after":null,"upTo":null}]', 'invalid_input'],
    ['following ten thousand rooms', `421["follow",{"rooms":[${Array(10_000).fill('"a"').join()}]}]`, 'invalid_input'],
  ])('%s', async (_, frame, code) => {
    const raw = await signedIn()
    const answer = raw.heard((text) => text.startsWith('431['))
    raw.sendText(frame.replace('ROOM', room))
    const [reply] = JSON.parse((await answer).slice(3))
    expect(reply).toMatchObject({ ok: false, error: { code } })
    raw.end()
    await expectUnharmed()
  })

  test('enter and range with numbers beyond the head, as an own page and as nothing', async () => {
    const raw = await signedIn()
    const fresh = raw.heard((text) => text.startsWith('431['))
    raw.sendText(`421["enter",{"room":"${room}","seq":9007199254740991,"hash":"x"}]`)
    expect(JSON.parse((await fresh).slice(3))[0]).toMatchObject({ ok: true, data: { sync: { mode: 'fresh' } } })
    const nothing = raw.heard((text) => text.startsWith('432['))
    raw.sendText(`422["range",{"room":"${room}","after":9007199254740991,"upTo":9007199254740991}]`)
    expect(JSON.parse((await nothing).slice(3))[0]).toEqual({ ok: true, data: { entries: [] } })
    raw.end()
    await expectUnharmed()
  })

  test('an acknowledgement that is no function, and events that nobody knows, disturb nobody', async () => {
    const raw = await signedIn()
    for (const frame of [
      '42["command",{"name":"rooms.list","cid":"0123456789","input":{}},"reply"]',
      '42["query",{"name":"rooms.list","input":{}},{"call":1}]',
      '42["enter",{"room":"x"},null]',
      '421["command"]',
      '422["query",{"name":"rooms.list","input":{}},{},{},[]]',
      '42["leave"]',
      '42["leave",{"room":{"$ne":null}}]',
      '42["typing"]',
      '42["typing",{"room":["a"]}]',
      '42["entries",{"room":"x","entries":[]}]',
      '42["__proto__",{}]',
      '42["constructor"]',
      '42["ended",{"reason":"revoked"}]',
      '42[7,{}]',
      '431[{"ok":true}]',
      '451-["leave",{"room":{"_placeholder":true,"num":0}}]',
    ]) {
      raw.sendText(frame)
    }
    raw.sendFrame(2, Buffer.from('bytes'))
    const answer = raw.heard((text) => text.startsWith('437['))
    raw.sendText('427["query",{"name":"rooms.list","input":{}}]')
    expect(JSON.parse((await answer).slice(3))[0].ok).toBe(true)
    raw.end()
    await expectUnharmed()
  })
})
