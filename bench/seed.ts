import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { App } from '#server/app.ts'
import { buildCluster, buildLounge, buildPeople, buildToken } from '#server/testing/factories.ts'
import { openHub } from './hubOnFolder.ts'

const peopleAtOnce = 500
const quietShare = 0.08
const quietLookMs = 400
const longestWaitForQuietMs = 120_000

/** Fills a data folder with people, the rooms that they sit in, and a token for each. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { people: { type: 'string' }, rooms: { type: 'string' }, folder: { type: 'string' } },
  })
  const folder = values.folder!
  const app = await openHub(folder)
  const people = await seedPeople(app, Number(values.people))
  // Each newcomer is looked for a seat in every lounge there is: cheap as long as there is none.
  await quiet()
  const rooms = await seedRooms(app, people, Number(values.rooms))
  await writeFile(join(folder, 'rooms'), JSON.stringify(rooms))
  await writeFile(join(folder, 'people'), people.join('\n'))
  await writeFile(join(folder, 'tokens'), (await seedTokens(app, people)).join('\n'))
  await quiet()
  await app.close()
  console.log(JSON.stringify({ people: people.length, rooms: rooms.length }))
}

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

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
