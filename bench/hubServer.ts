import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { type App, startApp } from '#server/app.ts'
import { readConfig } from '#server/platform/config.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { announce } from './announce.ts'

const peopleAtOnce = 500
const quietShare = 0.08
const quietLookMs = 400
const longestWaitForQuietMs = 120_000

/** The true hub over its embedded store, with people, rooms and tokens in it, and rates that nobody reaches. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { people: { type: 'string' }, rooms: { type: 'string' }, folder: { type: 'string' } },
  })
  const folder = await mkdtemp(join(values.folder ?? tmpdir(), 'chandelier-bench-'))
  const app = await startApp(configFor(folder), { log: pino({ level: 'error' }, pino.destination(2)) })
  process.once('SIGTERM', () => void close(app, folder))
  const people = await seedPeople(app, Number(values.people))
  const rooms = await seedRooms(app, people, Number(values.rooms))
  const tokensFile = join(folder, 'tokens')
  await writeFile(tokensFile, (await seedTokens(app, people)).join('\n'))
  await quiet()
  announce({ port: app.port, tokensFile, rooms, folder })
}

const configFor = (folder: string) =>
  readConfig({
    ...process.env,
    NODE_ENV: 'production',
    SECRET: randomBytes(48).toString('base64'),
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    RATE_COMMANDS_PER_10S: '0',
    RATE_QUERIES_PER_10S: '0',
    RATE_CONNECTIONS_PER_MINUTE: '0',
  })

async function seedPeople(app: App, count: number): Promise<string[]> {
  await buildCluster(app)
  const people: string[] = []
  while (people.length < count) {
    const more = Math.min(peopleAtOnce, count - people.length)
    people.push(...(await buildPeople(app, Array(more).fill({}))))
  }
  return people
}

/** Person i sits in room i modulo the number of rooms, where the generator sends them. */
async function seedRooms(app: App, people: string[], count: number): Promise<string[]> {
  const rooms: string[] = []
  for (let index = 0; index < count; index++) {
    rooms.push(await buildLounge(app, { members: people.filter((_, person) => person % count === index) }))
  }
  return rooms
}

async function seedTokens(app: App, people: string[]): Promise<string[]> {
  const tokens: string[] = []
  while (tokens.length < people.length) {
    const next = people.slice(tokens.length, tokens.length + peopleAtOnce)
    tokens.push(...(await Promise.all(next.map((person) => buildToken(app, person)))))
  }
  return tokens
}

/** Waits until reactions and read models have caught up with the seeding. */
async function quiet(): Promise<void> {
  for (let waited = 0; waited < longestWaitForQuietMs; waited += quietLookMs) {
    const before = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, quietLookMs))
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1000 < quietLookMs * quietShare) return
  }
}

async function close(app: App, folder: string): Promise<void> {
  await app.close().catch((error: unknown) => console.error(error))
  await rm(folder, { recursive: true, force: true })
  process.exit(0)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
