import { beforeEach, expect, test, vi } from 'vitest'
import type { Upload } from '#shared/files/file.shape.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { doneItem, readinessOf, setTray, trayOf, useTrays } from './tray.store.ts'
import { createUploader, type UploaderSurroundings } from './uploader.ts'

const pieceBytes = 10
beforeEach(() => {
  useTrays.setState({}, true)
  vi.useFakeTimers()
})

/** A hub that keeps what comes; `trouble` may throw before each of its answers. */
function fakeHub(trouble: (deed: string, count: number) => void = () => {}) {
  const uploads = new Map<string, { name: string; size: number; bytes: string }>()
  const asked: string[] = []
  const withdrawn: string[] = []
  const kept: string[] = []
  let cids = 0
  const note = (deed: string) => {
    asked.push(deed)
    trouble(deed, asked.filter((each) => each === deed).length)
  }
  const stateOf = (upload: string): Upload => {
    const held = uploads.get(upload)
    if (!held) throw new Refusal('not_found', 'platform.notFound')
    const { name, size, bytes } = held
    const file = { id: upload, name, type: 'text/plain', size, width: null, height: null, seconds: null }
    return { upload, received: bytes.length, file: bytes.length === size ? file : null }
  }
  const at: UploaderSurroundings = {
    limits: async () => ({ largest: 1000, piece: pieceBytes, perMessage: 3, types: ['image/png', 'text/*'] }),
    async offer({ name, size }, cid) {
      note('offer')
      if (!uploads.has(cid)) uploads.set(cid, { name, size, bytes: '' })
      return stateOf(cid)
    },
    async find(upload) {
      note('find')
      return stateOf(upload)
    },
    async withdraw(upload) {
      withdrawn.push(upload)
      uploads.delete(upload)
    },
    async piece(upload, { offset, body, onSent, signal }) {
      note('piece')
      if (signal.aborted) throw new Refusal('unavailable', 'platform.offline')
      const held = uploads.get(upload)
      if (!held) throw new Refusal('not_found', 'platform.notFound')
      if (offset !== held.bytes.length) throw new Refusal('conflict', 'files.elsewhere')
      held.bytes += await body.text()
      onSent(body.size)
      return stateOf(upload)
    },
    keep: (_, { name }) => void kept.push(name),
    newCid: () => `cid-${++cids}`,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
  return { at, uploads, asked, withdrawn, kept }
}

const text = (name: string, content = 'lamps and lights, all of them') =>
  new File([content], name, { type: 'text/plain' })
const states = () => trayOf('hall').items.map(({ name, state }) => `${name} ${state}`)
const settle = () => vi.advanceTimersByTimeAsync(120_000)

test('files come in pieces, and stand in the tray in the order in which they were given', async () => {
  const hub = fakeHub()
  const uploader = createUploader(hub.at)
  await uploader.add('hall', [text('a.txt'), text('b.txt', 'short'), text('c.txt')])
  await settle()
  expect(states()).toEqual(['a.txt done', 'b.txt done', 'c.txt done'])
  expect(readinessOf(trayOf('hall'))).toBe('all')
  expect([...hub.uploads.values()].map(({ bytes }) => bytes.length)).toEqual([29, 5, 29])
})

test('a cut is waited out, and the upload goes on where the hub says that it is', async () => {
  const hub = fakeHub((deed, count) => {
    if (deed === 'piece' && count === 2) throw new Refusal('unavailable', 'platform.offline')
    if (deed === 'find' && count === 1) throw new Refusal('unavailable', 'platform.offline')
  })
  const uploader = createUploader(hub.at)
  await uploader.add('hall', [text('a.txt')])
  await vi.advanceTimersByTimeAsync(1)
  expect(states()).toEqual(['a.txt waiting'])
  await settle()
  expect(states()).toEqual(['a.txt done'])
  expect(hub.asked).toEqual(['offer', 'piece', 'piece', 'find', 'find', 'piece', 'piece'])
  expect([...hub.uploads.values()][0]?.bytes).toBe('lamps and lights, all of them')
})

test('an answer that was lost is no second upload', async () => {
  const hub = fakeHub()
  const offer = hub.at.offer
  let isFirst = true
  hub.at.offer = async (ask, cid) => {
    const answer = await offer(ask, cid)
    if (!isFirst) return answer
    isFirst = false
    throw new Refusal('unavailable', 'platform.offline')
  }
  await createUploader(hub.at).add('hall', [text('a.txt')])
  await settle()
  expect(states()).toEqual(['a.txt done'])
  expect(hub.uploads.size).toBe(1)
})

test('what the hub has swept away in the meantime is begun anew', async () => {
  const hub = fakeHub((deed, count) => {
    if (deed === 'piece' && count === 2) {
      hub.uploads.clear()
      throw new Refusal('unavailable', 'platform.offline')
    }
  })
  await createUploader(hub.at).add('hall', [text('a.txt')])
  await settle()
  expect(states()).toEqual(['a.txt done'])
})

test('too many, too large, empty and unwanted files are refused before a byte has travelled', async () => {
  const hub = fakeHub()
  await createUploader(hub.at).add('hall', [
    text('large.txt', 'x'.repeat(1001)),
    new File([], 'empty.txt'),
    new File(['x'], 'film.mp4', { type: 'video/mp4' }),
    text('fourth.txt'),
  ])
  await settle()
  expect(trayOf('hall').items.map(({ refusal }) => refusal?.key)).toEqual([
    'files.tooLarge',
    'files.empty',
    'files.type',
    'files.tooMany',
  ])
  expect(hub.asked).toEqual([])
  expect(hub.kept).toEqual([])
  expect(readinessOf(trayOf('hall'))).toBe('broken')
})

test('a final no is told, holds back what was about to be sent, and may be tried again where that can help', async () => {
  let isFull = true
  const hub = fakeHub((deed) => {
    if (deed === 'offer' && isFull) throw new Refusal('too_large', 'files.quota', { values: { most: 1 } })
  })
  const uploader = createUploader(hub.at)
  setTray('hall', { isArmed: true })
  await uploader.add('hall', [text('a.txt')])
  await settle()
  const [item] = trayOf('hall').items
  expect(item).toMatchObject({ state: 'refused', mayRetry: true, refusal: { key: 'files.quota' } })
  expect(trayOf('hall').isArmed).toBe(false)
  isFull = false
  uploader.retry('hall', item!)
  await settle()
  expect(states()).toEqual(['a.txt done'])
})

test('a file taken out of the tray is given up at the hub too, whether whole or half', async () => {
  const hub = fakeHub((deed, count) => {
    if (deed === 'piece' && count === 2) throw new Refusal('unavailable', 'platform.offline')
  })
  const uploader = createUploader(hub.at)
  await uploader.add('hall', [text('half.txt')])
  await vi.advanceTimersByTimeAsync(1)
  uploader.remove('hall', trayOf('hall').items[0]!)
  await uploader.add('hall', [text('whole.txt', 'short')])
  await settle()
  uploader.remove('hall', trayOf('hall').items[0]!)
  await settle()
  expect(trayOf('hall').items).toEqual([])
  expect(hub.withdrawn).toHaveLength(2)
  expect(hub.uploads.size).toBe(0)
})

test('what a reload cut off goes on where the hub says that it is, under the same upload', async () => {
  let isCut = false
  const hub = fakeHub((deed, count) => {
    if (deed === 'piece' && count === 2) isCut = true
    if (isCut) throw new Refusal('unavailable', 'platform.offline')
  })
  const before = createUploader(hub.at)
  await before.add('hall', [text('a.txt')])
  await vi.advanceTimersByTimeAsync(1)
  expect(hub.kept).toEqual(['a.txt'])
  before.stop()
  const [item] = trayOf('hall').items
  setTray('hall', { items: [{ ...item!, state: 'waiting', sent: 0 }] })
  isCut = false
  const asked = hub.asked.length
  createUploader(hub.at).resume('hall', item!, text('a.txt'))
  await settle()
  expect(states()).toEqual(['a.txt done'])
  expect(hub.asked.slice(asked)).toEqual(['offer', 'piece', 'piece'])
  expect([...hub.uploads.values()].map(({ bytes }) => bytes)).toEqual(['lamps and lights, all of them'])
})

test('without its bytes a file of before is named, and holds back what was about to be sent', async () => {
  const hub = fakeHub()
  const uploader = createUploader(hub.at)
  const item = {
    ...doneItem({ id: 'x', name: 'a.txt', type: 'text/plain', size: 5, width: null, height: null, seconds: null }),
    file: null,
  }
  setTray('hall', { items: [{ ...item, state: 'waiting' }], isArmed: true })
  uploader.resume('hall', item, null)
  expect(trayOf('hall')).toMatchObject({
    isArmed: false,
    items: [{ state: 'refused', refusal: { key: 'files.lost' } }],
  })
  uploader.resume('hall', { ...item, key: 'taken out meanwhile' }, text('a.txt'))
  await settle()
  expect(hub.asked).toEqual([])
})
