import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '#server/platform/config.ts'
import { createLog } from '#server/platform/log.ts'
import { startHub } from './hub.ts'
import { seedAccount } from './platform/account.model.ts'

const secret = 'a-secret-that-is-long-enough-for-tests'
const children: ChildProcess[] = []
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chandelier-main-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

interface Run {
  output(): string
  ended: Promise<number | null>
  stop(): void
  /** Resolves with the address once the program says where it stands. */
  stands: Promise<string>
}

/** The program as an operator starts it, with no settings but the given ones. */
function run(program: 'main.ts' | 'demo.ts', settings: Record<string, string>): Run {
  const file = fileURLToPath(new URL(program, import.meta.url))
  const environment = { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, ...settings }
  const child = spawn(process.execPath, [file], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const stands = new Promise<string>((resolve, reject) => {
    const hear = (piece: Buffer) => {
      output += piece
      const port = /stands at http:\/\/localhost:(\d+)/.exec(output)?.[1]
      if (port) resolve(`http://127.0.0.1:${port}`)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(`it ended: ${output}`)))
  })
  stands.catch(() => {})
  return { output: () => output, ended, stands, stop: () => child.kill('SIGTERM') }
}

/** A live connection whose other end has stopped reading, as behind a dead network. */
async function silentLine(address: string): Promise<Socket> {
  const line = connect(Number(new URL(address).port), '127.0.0.1')
  line.on('error', () => {})
  line.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  const answer = await new Promise<Buffer>((hear) => line.once('data', hear))
  line.pause()
  expect(String(answer)).toMatch(/^HTTP\/1.1 101/)
  return line
}

/** The last line, for whoever looks at a terminal; everything else would be noise. */
const sentence = (output: string) => output.trim().split('\n').at(-1)

test('a server without a secret says so in one sentence and ends with 1', async () => {
  const { ended, output } = run('main.ts', {})
  expect(await ended).toBe(1)
  expect(output().trim().split('\n')).toHaveLength(1)
  expect(sentence(output())).toMatch(/^Chandelier cannot start\. SECRET: needs at least 32 characters/)
})

test.each(['main.ts', 'demo.ts'] as const)('a folder that cannot be written is named by %s', async (program) => {
  await writeFile(join(folder, 'file'), '')
  const { ended, output } = run(program, { SECRET: secret, DATA_DIR: join(folder, 'file', 'data') })
  expect(await ended).toBe(1)
  expect(sentence(output())).toMatch(/DATA_DIR: nothing can be written to .*file\/data/)
})

test.each(['main.ts', 'demo.ts'] as const)('a taken port is named by %s, before any data is made', async (program) => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as { port: number }
  const { ended, output } = run(program, { SECRET: secret, PORT: String(port) })
  expect(await ended).toBe(1)
  expect(sentence(output())).toContain(`PORT: another program listens on port ${port}`)
  expect(output()).not.toContain('Installing')
  holder.close()
})

test('a data folder in use is named with the process that uses it', async () => {
  const first = run('main.ts', { SECRET: secret })
  await first.stands
  const second = run('main.ts', { SECRET: secret })
  expect(await second.ended).toBe(1)
  expect(sentence(second.output())).toMatch(/^Chandelier cannot start\. DATA_DIR: .*\d+/)
})

test('a server serves, tells the founding code, and ends in good order on SIGTERM', async () => {
  const { stands, output, stop, ended } = run('main.ts', { SECRET: secret })
  const address = await stands
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  const front = await (await fetch(`${address}/api/cluster`)).json()
  expect(front).toEqual({ ok: true, data: { isFounded: false, cluster: null, demoSeats: [] } })
  expect(output()).toMatch(/code ([2-9A-Z]{4}-){3}[2-9A-Z]{4}/)
  const line = await silentLine(address)
  stop()
  expect(await ended).toBe(0)
  line.destroy()
})

test('a hub whose store has died says so in its log and ends with 1', async () => {
  const [broken, breaks] = [join(folder, 'broken'), join(folder, 'breaks.mjs')]
  const wait = `setInterval(() => { if (existsSync(${JSON.stringify(broken)})) throw new Error('broken') }, 20).unref()`
  const code = `import { existsSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads'; if (!isMainThread) ${wait}`
  await writeFile(breaks, code)
  const { stands, output, ended } = run('main.ts', { SECRET: secret, NODE_OPTIONS: `--import=${breaks}` })
  await stands
  await writeFile(broken, '')
  expect(await ended).toBe(1)
  expect(output()).toContain('the embedded store has ended, and the hub ends with it')
})

test('a lock that cannot be read is told of in one sentence, though it is the store’s thread that fails', async () => {
  await mkdir(join(folder, 'mongo', 'server.lock'), { recursive: true })
  const { ended, output } = run('main.ts', { SECRET: secret })
  expect(await ended).toBe(1)
  expect(output().trim()).toMatch(/^Chandelier cannot start\. DATA_DIR: EISDIR.*$/)
})

test('production refuses a database with demo accounts', async () => {
  const config = readConfig({ SECRET: secret, DATA_DIR: folder, NODE_ENV: 'test' })
  const running = await startHub(config, { log: createLog({ logLevel: 'silent', isProduction: true }) })
  const seed = { person: 'lin', email: 'lin@hub.example', password: 'lantern-lantern' }
  await seedAccount(running.hub.store, seed, running.hub.clock.now())
  await running.close()
  const { ended, output } = run('main.ts', { SECRET: secret })
  expect(await ended).toBe(1)
  expect(output()).toContain('this database holds a demo')
  expect(output()).not.toContain('stands at')
})
