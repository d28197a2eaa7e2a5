import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConfigError } from './config.ts'
import { mustWriteTo, startFailure } from './startFailure.ts'
import { openStore } from './store.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-start-'))
})
afterAll(() => rm(folder, { recursive: true }))

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

test('a folder that can be written is made where it is missing', async () => {
  await expect(mustWriteTo(join(folder, 'a', 'b'))).resolves.toBeUndefined()
})

test('a folder below a file is told of by its setting', async () => {
  await writeFile(join(folder, 'file'), '')
  const error = await errorOf(mustWriteTo(join(folder, 'file', 'data')))
  expect(startFailure(error)).toMatch(/^DATA_DIR: nothing can be written to .*file\/data \(ENOTDIR\)$/)
})

test.runIf(existsSync('/proc/self'))('a folder where none can be made is told of at once', async () => {
  const error = await errorOf(mustWriteTo('/proc/nowhere/deeper/data'))
  expect(startFailure(error)).toMatch(/^DATA_DIR: nothing can be written to \/proc\/nowhere\/deeper\/data/)
})

test('a taken port is told of with a way out', async () => {
  const [holder, other] = [createServer(), createServer()]
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as { port: number }
  const failed = new Promise((resolve) => other.once('error', resolve))
  other.listen(port, '127.0.0.1')
  const error = await failed
  holder.close()
  expect(startFailure(error)).toBe(`PORT: another program listens on port ${port}; choose another, such as PORT=3001`)
})

test('a database that does not answer is told of without its password', async () => {
  const uri = 'mongodb://lin:pearl@127.0.0.1:1/chandelier?serverSelectionTimeoutMS=300'
  const sentence = startFailure(await errorOf(openStore(uri)))
  expect(sentence).toMatch(/^MONGODB_URI: the database does not answer/)
  expect(sentence).not.toContain('pearl')
})

test('an address of a database that cannot be read is told of by its setting', async () => {
  for (const uri of ['mongodb://', 'mongodb://lin:pe@rl@@host/x', 'mongodb://host/x?colour=red']) {
    const sentence = startFailure(await errorOf(openStore(uri)))
    expect(sentence).toMatch(/^MONGODB_URI: /)
    expect(sentence).not.toContain('rl@')
  }
})

test('a host that nobody knows is told of by its setting', async () => {
  const server = createServer()
  const failed = new Promise((resolve) => server.once('error', resolve))
  server.listen(0, 'nowhere.invalid')
  expect(startFailure(await failed)).toBe('HOST: no address is known for nowhere.invalid')
})

test('wrong settings are told of in their own words, bugs are not explained away', () => {
  expect(startFailure(new ConfigError('PORT: too big'))).toBe('PORT: too big')
  expect(startFailure(new TypeError('x is not a function'))).toBeNull()
})
