import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { sharedStore, tidy } from '#server/testing/apps.ts'
import { databaseFiles } from './databaseFiles.model.ts'
import { diskFiles } from './diskFiles.ts'
import type { FileStore } from './fileStore.ts'
import { openStore } from './store.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'chandelier-files-'))
  tidy.push(() => rm(path, { recursive: true, force: true }))
  return path
}
const stores: [string, () => Promise<FileStore>][] = [
  ['the disk', async () => diskFiles(await folder())],
  [
    'the database',
    async () => {
      const store = await openStore((await sharedStore()).uri)
      tidy.push(() => store.connection.close())
      return databaseFiles(store)
    },
  ],
]
const contentOf = async (store: FileStore, name: string, range?: { start: number; end: number }) => {
  const found = await store.read(name, range)
  return found && (await buffer(found)).toString('latin1')
}
const namesIn = async (store: FileStore) => {
  const names: string[] = []
  for await (const { name } of store.list()) names.push(name)
  return names.sort()
}

test.each(stores)('%s keeps bytes, gives any part of them, lists and forgets them', async (_, make) => {
  const store = await make()
  const long = Buffer.alloc(700_000, 'lamp')
  await store.write('aa.long', long)
  await store.write('bb.short', Buffer.from('0123456789'))
  expect(await contentOf(store, 'aa.long')).toBe(long.toString('latin1'))
  expect(await contentOf(store, 'bb.short', { start: 3, end: 5 })).toBe('345')
  expect(await contentOf(store, 'bb.short', { start: 9, end: 9 })).toBe('9')
  expect(await contentOf(store, 'aa.long', { start: 261_118, end: 261_125 })).toBe(
    long.subarray(261_118, 261_126).toString(),
  )
  expect(await namesIn(store)).toEqual(['aa.long', 'bb.short'])
  for await (const { at, bytes } of store.list()) {
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
    expect([10, 700_000]).toContain(bytes)
  }
  await store.remove('aa.long')
  await store.remove('aa.long')
  expect(await store.read('aa.long')).toBeNull()
  expect(await store.read('never')).toBeNull()
  expect(await namesIn(store)).toEqual(['bb.short'])
})

test.each(stores)('%s takes no name that leads elsewhere', async (_, make) => {
  const store = await make()
  for (const name of ['../escape', 'a/b', '', '.hidden', 'a..b', 'x'.repeat(90)]) {
    await expect(Promise.resolve().then(() => store.write(name, Buffer.from('x')))).rejects.toThrow()
    await expect(Promise.resolve().then(() => store.read(name))).rejects.toThrow()
  }
  expect(await namesIn(store)).toEqual([])
})

test('what a crash left half-written on disk is not found, but listed to be swept', async () => {
  const path = await folder()
  const store = diskFiles(path)
  await store.write('aa.whole', Buffer.from('x'))
  await writeFile(join(path, 'aa', 'aa.half.unfinished-0123456789ab'), 'hal')
  expect(await store.read('aa.half')).toBeNull()
  expect(await namesIn(store)).toEqual(['aa.half.unfinished-0123456789ab', 'aa.whole'])
  await store.remove('aa.half.unfinished-0123456789ab')
  expect(await readdir(join(path, 'aa'))).toEqual(['aa.whole'])
})
