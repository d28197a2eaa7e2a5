import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { startChild } from './child.ts'
import { bare, type Contestant, ours, ready } from './contestants.ts'
import { runRounds } from './rounds.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { summarize } from './summary.ts'

const lengths = { seconds: 1, warmUpSeconds: 0.2, patienceMs: 10_000, rounds: 1 }
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** The same loads on a few members. */
function tiny({ variants, ...scenario }: Scenario): Scenario {
  const fewer = variants.map((variant) => ({
    ...variant,
    rooms: Math.min(variant.rooms, 2),
    members: variant.name.startsWith('at') ? 60 : 6,
  }))
  return { ...scenario, variants: fewer.slice(0, 1) }
}

const applies: Record<string, string[]> = {
  fanout: ['deliveriesPerSecond', 'cpuPerDelivery', 'ackP99'],
  rooms: ['deliveriesPerSecond', 'cpuPerDelivery', 'ackP99'],
  steady: ['deliveriesPerSecond', 'cpuPerDelivery', 'ackP99'],
  idle: ['memoryPerConnection'],
  storm: ['stormMs'],
}

test.each(scenarios)(
  '$name compares the hub with the bare server, and both deliver all in one order',
  async (scenario) => {
    const small = tiny(scenario)
    const showings = await runRounds({ variants: small.variants, contestants: [ours(), bare()], lengths }, () => {})
    const { missing, orderOk, ratios, ours: mine } = summarize(small, showings, {})
    expect({ missing, orderOk }).toEqual({ missing: 0, orderOk: true })
    expect(Object.keys(ratios).sort()).toEqual(applies[scenario.name]!.sort())
    if (scenario.name === 'steady') expect(mine['fsyncP99']).toBeGreaterThan(0)
  },
)

const faulty = (fault: string): Contestant => ({
  name: 'bare',
  dialect: 'bare',
  async start() {
    return { ...ready(await startChild('./faultyServer.ts', { args: [fault], core: 'server' })), rooms: ['hall'] }
  },
  async close() {},
})

async function judge(fault: string) {
  const variant = { name: 'fanout', rooms: 1, members: 4, load: { kind: 'steady', messagesPerSecond: 100 } } as const
  const impatient = { ...lengths, patienceMs: 300 }
  const showings = await runRounds({ variants: [variant], contestants: [faulty(fault)], lengths: impatient }, () => {})
  return showings[0]!.sighting
}

test('a server that loses messages of one member is found out', async () => {
  const { missing, orderOk } = await judge('lose')
  expect(missing).toBeGreaterThan(0)
  expect(orderOk).toBe(false)
})

test('a server that tells one member twice is found out', async () => {
  expect((await judge('repeat')).missing).toBeGreaterThan(0)
})

test('a server that tells one member in another order is found out', async () => {
  expect((await judge('swap')).orderOk).toBe(false)
})

test('a hub that runs already is measured by its address, and --json ends with one line', async () => {
  const hub = ours()
  const { port, tokensFile, rooms, pid, stop } = await hub.start({
    name: 'hall',
    rooms: 1,
    members: 4,
    load: { kind: 'idle' },
  })
  stops.push(stop, hub.close)
  const args = ['bench/main.ts', 'steady', '--json', '--seconds=1', '--rounds=1']
  args.push(`--url=127.0.0.1:${port}`, `--tokens=${tokensFile}`, `--room=${rooms[0]}`, `--pid=${pid}`)
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const lines = stdout.trim().split('\n')
  expect(lines).toHaveLength(1)
  const summary = JSON.parse(lines[0]!)
  expect(summary).toMatchObject({ scenario: 'steady', missing: 0, orderOk: true, conditions: { rounds: 1 } })
  expect(summary.ours.deliveriesPerSecond).toBeGreaterThan(0)
  expect(summary.ratios.cpuPerDelivery).toBeGreaterThan(0)
})
