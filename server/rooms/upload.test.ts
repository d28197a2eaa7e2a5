import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFile } from '#server/files/file.model.ts'
import { findUsedBytes, quotaOf } from '#server/files/quota.model.ts'
import { buildCluster, buildLounge, buildOrganisation, buildPeople, newCid } from '#server/testing/factories.ts'
import { connectMember, expectLiveEqualsFresh, type Member, unwrap } from '#server/testing/member.ts'
import { buildWav } from '#server/testing/recordings.ts'
import { everyDocument } from '#server/testing/storeBytes.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { until } from '#server/testing/until.ts'
import { askForFile, buildPicture, sendPiece, uploadFile } from '#server/testing/uploads.ts'

let app: TestApp
let room: string
let chair: Member
let author: Member
let reader: Member

beforeAll(async () => {
  app = await startTestApp({ env: { FILES_MB_PER_ORGANISATION: '20', FILE_MAX_MB: '5', FILES_PER_MESSAGE: '3' } })
  await buildCluster(app)
  const organisation = await buildOrganisation(app)
  const [one, two, three] = await buildPeople(app, [{ seats: ['chair'] }, { organisation }, {}])
  room = await buildLounge(app, { chair: one!, members: [two!, three!] })
  chair = await connectMember(app, one!)
  author = await connectMember(app, two!)
  reader = await connectMember(app, three!)
  for (const member of [chair, author, reader]) await member.enter(room)
})
afterAll(() => app.stop())

const by = ({ token }: Member) => ({ url: app.url, token })
const upload = (member: Member, name: string, bytes: Uint8Array, cid?: string) =>
  uploadFile(app, member, { room, name, bytes, ...(cid ? { cid } : {}) })
const text = (length = 20) => Buffer.from(randomBytes(length).toString('hex').slice(0, length))
const keptNames = async () => {
  const names: string[] = []
  for await (const { name } of app.hub.files.list()) names.push(name)
  return names
}

test('a picture goes with a message without words, and is seen by all in the room with its size', async () => {
  const file = await upload(author, '吊灯 样品.png', await buildPicture(1200, 800))
  expect(file).toMatchObject({ name: '吊灯 样品.png', type: 'image/png', width: 1200, height: 800, seconds: null })
  const { message, seq } = await author.send('message.post', { room, text: '', files: [file.id] })
  await reader.heard(room, seq)
  expect(reader.rooms.get(room)!.things.get(`message/${message}`)).toMatchObject({ text: '', files: [file] })
  const [whole, small] = await Promise.all([
    askForFile(by(reader), file.id),
    askForFile(by(reader), `${file.id}/thumbnail`),
  ])
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await whole.arrayBuffer()).byteLength).toBe(file.size)
  expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp'])
  await expectLiveEqualsFresh(app, reader, room)
})

test('a recording says how long it is', async () => {
  const file = await upload(author, '会议录音.wav', buildWav(3))
  expect(file).toMatchObject({ type: expect.stringMatching(/^audio\//), seconds: 3 })
  const { message, seq } = await author.send('message.post', { room, text: '', files: [file.id] })
  await reader.heard(room, seq)
  expect(reader.rooms.get(room)!.things.get(`message/${message}`)).toMatchObject({ files: [file] })
})

test('a message still needs words or files, also when it is edited', async () => {
  const fields = { details: { fields: { text: 'platform.field.required' } } }
  await expect(author.send('message.post', { room, text: ' ' })).rejects.toMatchObject(fields)
  await expect(author.send('message.post', { room, text: '', files: [] })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  const plain = await author.send('message.post', { room, text: 'words' })
  await expect(author.send('message.edit', { room, message: plain.message, text: '' })).rejects.toMatchObject(fields)
  const file = await upload(author, 'a.txt', text())
  const held = await author.send('message.post', { room, text: 'see this', files: [file.id] })
  const { seq } = await author.send('message.edit', { room, message: held.message, text: '' })
  await reader.heard(room, seq)
  expect(reader.rooms.get(room)!.things.get(`message/${held.message}`)).toMatchObject({ text: '', files: [file] })
})

test('an upload goes on where it was cut, takes no piece twice, and is the same for the same deed', async () => {
  const bytes = Buffer.concat([text(1_048_576), text(500_000)])
  const [cid, ask] = [newCid(), { room, name: 'long.txt', size: bytes.length }]
  const { upload: id } = await author.send('upload.offer', ask, cid)
  const first = unwrap(await sendPiece(by(author), id, 0, bytes.subarray(0, 700_000)))
  expect(first).toEqual({ upload: id, received: 700_000, file: null })
  const doubled = await sendPiece(by(author), id, 0, bytes.subarray(0, 700_000))
  expect(doubled).toMatchObject({ ok: false, error: { code: 'conflict', key: 'files.elsewhere' } })
  expect(await author.send('upload.offer', ask, cid)).toMatchObject({ upload: id, received: 700_000 })
  expect(await author.ask('upload.find', { upload: id })).toMatchObject({ received: 700_000 })
  await expect(author.send('upload.offer', { ...ask, size: 3 }, cid)).rejects.toMatchObject({ code: 'conflict' })
  const beyond = await sendPiece(by(author), id, 700_000, Buffer.concat([bytes.subarray(700_000), text()]))
  expect(beyond).toMatchObject({ ok: false, error: { key: 'files.moreThanOffered' } })
  const [one, other] = await Promise.all([
    sendPiece(by(author), id, 700_000, bytes.subarray(700_000)),
    sendPiece(by(author), id, 700_000, bytes.subarray(700_000)),
  ])
  expect([one.ok, other.ok].filter(Boolean).length).toBeGreaterThan(0)
  const { file } = await author.ask('upload.find', { upload: id })
  const kept = await askForFile(by(author), file!.id)
  expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true)
  expect((await keptNames()).filter((name) => name.startsWith(id))).toHaveLength(1)
})

test('each upload goes with one message, of the same person, in the same room', async () => {
  const other = await buildLounge(app, { chair: chair.person, members: [author.person] })
  const file = await upload(author, 'once.txt', text())
  const gone = { code: 'not_found', key: 'files.gone' }
  await expect(reader.send('message.post', { room, text: 'mine', files: [file.id] })).rejects.toMatchObject(gone)
  await expect(author.send('message.post', { room: other, text: '', files: [file.id] })).rejects.toMatchObject(gone)
  await expect(author.send('message.post', { room, text: '', files: ['no-such'] })).rejects.toMatchObject(gone)
  const posts = await Promise.allSettled(
    ['one', 'two', 'three'].map((words) => author.send('message.post', { room, text: words, files: [file.id] })),
  )
  expect(posts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(author.send('message.post', { room, text: 'again', files: [file.id] })).rejects.toMatchObject(gone)
})

test('a repeated message is one message, also once its file has gone with it', async () => {
  const file = await upload(author, 'twice.txt', text())
  const [cid, input] = [newCid(), { room, text: 'sent twice', files: [file.id] }]
  const first = await author.send('message.post', input, cid)
  expect(await author.send('message.post', input, cid)).toEqual(first)
  await author.send('message.delete', { room, message: first.message })
  await until(async () => (await findFile(app.hub.store, file.id)) === null)
  expect(await author.send('message.post', input, cid)).toEqual(first)
})

test('a message that is refused gives its files back', async () => {
  const { message } = await author.send('message.post', { room, text: 'soon gone' })
  await author.send('message.delete', { room, message })
  const file = await upload(author, 'kept.txt', text())
  const refused = author.send('message.post', { room, text: 'answer', files: [file.id], replyTo: message })
  await expect(refused).rejects.toMatchObject({ key: 'rooms.messageErased' })
  await author.send('message.post', { room, text: 'no answer then', files: [file.id] })
})

test('too many, too large, unwanted and broken files are refused with a sentence, and leave nothing', async () => {
  const before = await keptNames()
  const used = await author.ask('upload.limits', {})
  const four = await Promise.all([1, 2, 3, 4].map(() => upload(author, 'small.txt', text())))
  const ids = four.map(({ id }) => id)
  await expect(author.send('message.post', { room, text: '', files: ids })).rejects.toMatchObject({
    key: 'files.tooMany',
    details: { values: { most: 3 } },
  })
  for (const upload of ids) await author.send('upload.withdraw', { upload })
  await expect(author.send('upload.offer', { room, name: 'big', size: 5_000_001 })).rejects.toMatchObject({
    key: 'files.tooLarge',
    details: { values: { most: 5 } },
  })
  const program = Buffer.concat([Buffer.from('MZ'), randomBytes(3000)])
  await expect(upload(author, 'lamp.pdf', program)).rejects.toMatchObject({ key: 'files.type' })
  const picture = await buildPicture(400, 400, 'jpeg')
  const half = picture.subarray(0, picture.length / 2)
  await expect(upload(author, 'half.jpg', half)).rejects.toMatchObject({ key: 'files.unreadable' })
  expect(await keptNames()).toEqual(before)
  expect(await author.ask('upload.limits', {})).toEqual(used)
})

test('no more than the organisation may keep, whatever comes at once', async () => {
  const organisation = await buildOrganisation(app)
  const [person] = await buildPeople(app, [{ organisation }])
  const member = await connectMember(app, person!)
  await member.send('room.join', { room })
  const offers = await Promise.allSettled(
    Array.from({ length: 12 }, (_, place) =>
      member.send('upload.offer', { room, name: `${place}.txt`, size: 3_000_000 }),
    ),
  )
  const taken = offers.flatMap((offer) => (offer.status === 'fulfilled' ? [offer.value.upload] : []))
  expect(taken).toHaveLength(6)
  expect(offers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'too_large', key: 'files.quota', details: { values: { most: 20 } } },
  })
  for (const upload of taken) await member.send('upload.withdraw', { upload })
  expect(await findUsedBytes(app.hub.store, quotaOf(organisation))).toBe(0)
  member.leave()
})

test('a deleted or redacted message takes its files with it: bytes, names and all', async () => {
  for (const [name, who] of [
    ['message.delete', author],
    ['message.redact', chair],
  ] as const) {
    const secret = `价目-${newCid()}.txt`
    const file = await upload(author, secret, text())
    const { message } = await author.send('message.post', { room, text: '', files: [file.id] })
    expect((await askForFile(by(reader), file.id)).status).toBe(200)
    const input = { room, message, ...(name === 'message.redact' ? { reason: 'no prices here' } : {}) }
    await who.send(name, input as never)
    expect((await askForFile(by(reader), file.id)).status).toBe(404)
    expect((await askForFile(by(author), file.id)).status).toBe(404)
    await until(async () => (await findFile(app.hub.store, file.id)) === null)
    expect((await keptNames()).filter((kept) => kept.startsWith(file.id))).toEqual([])
    expect((await everyDocument(app.hub)).filter((document) => document.includes(secret))).toEqual([])
    await expectLiveEqualsFresh(app, reader, room)
  }
})

test('who is removed from the room, or never was in it, gets no byte', async () => {
  const [leaver] = await buildPeople(app, [{}])
  const closed = await buildLounge(app, {
    chair: chair.person,
    members: [author.person, leaver!],
    access: 'invitation',
  })
  const gone = await connectMember(app, leaver!)
  const file = await uploadFile(app, author, { room: closed, name: 'plan.txt', bytes: text() })
  await author.send('message.post', { room: closed, text: 'the plan', files: [file.id] })
  expect((await askForFile(by(gone), file.id)).status).toBe(200)
  expect((await askForFile(by(reader), file.id)).status).toBe(404)
  expect((await fetch(`${app.url}/api/files/${file.id}`)).status).toBe(401)
  await chair.send('seat.remove', { room: closed, person: leaver!, reason: 'left the firm' })
  expect((await askForFile(by(gone), file.id)).status).toBe(404)
  await expect(gone.send('upload.offer', { room: closed, name: 'x', size: 3 })).rejects.toMatchObject({
    code: 'not_found',
  })
  gone.leave()
})

test('before it is posted, an upload is its uploader’s alone', async () => {
  const file = await upload(author, 'draft.png', await buildPicture())
  expect((await askForFile(by(author), `${file.id}/thumbnail`)).status).toBe(200)
  expect((await askForFile(by(chair), file.id)).status).toBe(404)
  const hidden = { code: 'not_found' }
  await expect(chair.ask('upload.find', { upload: file.id })).rejects.toMatchObject(hidden)
  await expect(chair.send('upload.withdraw', { upload: file.id })).rejects.toMatchObject(hidden)
  expect(await sendPiece(by(chair), file.id, 0, text())).toMatchObject({ ok: false, error: hidden })
  await author.send('upload.withdraw', { upload: file.id })
  await expect(author.ask('upload.find', { upload: file.id })).rejects.toMatchObject(hidden)
})
