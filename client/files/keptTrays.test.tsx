import { waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSession } from '#client/members/me.store.ts'
import { buildPerson } from '#client/testing/people.ts'
import { enterHall } from '#client/testing/rooms.ts'
import type { FileRef } from '#shared/files/file.shape.ts'
import { doneItem, findKeptTrays, setTray, type TrayItem, trayKey, trayOf } from './tray.store.ts'

const shelf = vi.hoisted(() => new Map<string, File>())
const resumed = vi.hoisted(() => [] as { room: string; name: string; bytes: string | undefined }[])
vi.mock('./keptBytes.ts', () => ({
  findBytes: async (key: string) => shelf.get(key) ?? null,
  letBytesGo: (key: string) => shelf.delete(key),
  thinBytes: (isNamed: (key: string) => boolean) => {
    for (const key of shelf.keys()) if (!isNamed(key)) shelf.delete(key)
  },
}))
vi.mock('./uploads.ts', () => ({
  uploader: {
    stop() {},
    resume: (room: string, { name }: TrayItem, file: File | null) => resumed.push({ room, name, bytes: file?.name }),
  },
}))

const me = buildPerson({ id: 'Me' })
const plan: FileRef = {
  id: 'plan',
  name: 'plan.pdf',
  type: 'application/pdf',
  size: 9,
  width: null,
  height: null,
  seconds: null,
}
const half = (key: string): TrayItem => ({ ...doneItem(plan), key, cid: `cid-of-${key}`, state: 'sending', file: null })
const words = '{"text":"with both","named":[],"replyTo":null}'

/** A page of before: what it kept is on the device, and it is gone. */
function leftBehind(items: Partial<TrayItem>[], isArmed = true): void {
  localStorage.setItem(trayKey('Me', 'gone'), JSON.stringify({ person: 'Me', room: 'Hall', items, isArmed, words }))
}
const signOut = () => useSession.setState({ state: 'visitor', me: null })
const kept = () => findKeptTrays('Me').map((key) => JSON.parse(localStorage.getItem(key)!))

beforeEach(async () => {
  await import('./keptTrays.ts')
  shelf.clear()
  resumed.length = 0
})
afterEach(signOut)

test('files, their order and the words that wait for them are back after a reload', async () => {
  const bytes = new File(['half of it'], 'half.txt')
  shelf.set('h', bytes)
  leftBehind([{ ...half('h'), name: 'half.txt' }, doneItem(plan), { ...half('x'), name: 'lost.txt' }])
  enterHall(me)
  await waitFor(() => expect(trayOf('Hall').items).toHaveLength(3))
  expect(trayOf('Hall')).toMatchObject({ isArmed: true, words })
  expect(trayOf('Hall').items.map(({ name, state, cid }) => [name, state, cid])).toEqual([
    ['half.txt', 'waiting', 'cid-of-h'],
    ['plan.pdf', 'done', 'plan'],
    ['lost.txt', 'waiting', 'cid-of-x'],
  ])
  await waitFor(() =>
    expect(resumed).toEqual([
      { room: 'Hall', name: 'half.txt', bytes: 'half.txt' },
      { room: 'Hall', name: 'lost.txt', bytes: undefined },
    ]),
  )
  expect(findKeptTrays('Me')).not.toContain(trayKey('Me', 'gone'))
  expect(kept()).toMatchObject([{ room: 'Hall', isArmed: true, items: [{ key: 'h' }, { key: 'plan' }, { key: 'x' }] }])
})

test('what another tab holds stays with it until it lets go', async () => {
  leftBehind([half('h')])
  // As a tab holds it where the browser has no locks.
  localStorage.setItem(`chandelier.lease.${trayKey('Me', 'gone')}`, `other ${Date.now() + 60_000}`)
  enterHall(me)
  await Promise.resolve()
  expect(trayOf('Hall').items).toEqual([])
  localStorage.removeItem(`chandelier.lease.${trayKey('Me', 'gone')}`)
  await waitFor(() => expect(trayOf('Hall').items).toHaveLength(1))
})

test('beside files that are already in hand, nothing goes before the author has looked', async () => {
  enterHall(me)
  setTray('Hall', { items: [half('own')], isArmed: true, words: 'others' })
  leftBehind([half('h')])
  dispatchEvent(new StorageEvent('storage', { key: trayKey('Me', 'gone'), newValue: 'written' }))
  await waitFor(() => expect(trayOf('Hall').items.map(({ key }) => key)).toEqual(['own', 'h']))
  expect(trayOf('Hall').isArmed).toBe(false)
})

test('bytes are let go once the hub has them, or has said no for good, and with the file', () => {
  enterHall(me)
  for (const key of ['done', 'refused', 'mayRetry', 'removed', 'going']) shelf.set(key, new File(['x'], key))
  const items = [...shelf.keys()].map(half)
  setTray('Hall', { items })
  const fates: Record<string, Partial<TrayItem> | null> = {
    done: { state: 'done', file: plan },
    refused: { state: 'refused' },
    mayRetry: { state: 'refused', mayRetry: true },
    removed: null,
    going: { sent: 5 },
  }
  setTray('Hall', { items: items.flatMap((item) => (fates[item.key] ? { ...item, ...fates[item.key] } : [])) })
  expect([...shelf.keys()]).toEqual(['mayRetry', 'going'])
  setTray('Hall', { items: [] })
  expect([...shelf.keys()]).toEqual([])
  expect(findKeptTrays('Me')).toEqual([])
})

test('nobody else is given what a person left, and bytes that no tray names are thrown away', async () => {
  shelf.set('h', new File(['x'], 'h')).set('orphan', new File(['x'], 'orphan'))
  leftBehind([half('h')])
  enterHall(buildPerson({ id: 'Other' }))
  await Promise.resolve()
  expect(trayOf('Hall').items).toEqual([])
  signOut()
  shelf.set('h', new File(['x'], 'h')).set('orphan', new File(['x'], 'orphan'))
  enterHall(me)
  await waitFor(() => expect(trayOf('Hall').items).toHaveLength(1))
  expect([...shelf.keys()]).toEqual(['h'])
})

test('a tray as it was written before is read on', async () => {
  localStorage.setItem(
    'chandelier.tray.Me.Hall',
    JSON.stringify([{ name: 'plan.pdf', size: 9, type: 'application/pdf', file: plan }]),
  )
  enterHall(me)
  await waitFor(() => expect(trayOf('Hall').items).toMatchObject([{ name: 'plan.pdf', state: 'done' }]))
  expect(localStorage.getItem('chandelier.tray.Me.Hall')).toBeNull()
})
