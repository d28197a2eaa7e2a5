import { Crowd } from './crowd.ts'
import { loadServer } from './loads.ts'
import type { Plan, Sighting } from './plan.ts'

const nothing: Sighting = {
  deliveriesPerSecond: null,
  messagesPerSecond: null,
  cpuPerDelivery: null,
  serverBusy: null,
  generatorBusy: null,
  ack: null,
  latency: null,
  memoryPerConnection: null,
  stormMs: null,
  cpuMsPerJoin: null,
  sent: 0,
  missing: 0,
  orderOk: true,
}

function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

async function main(): Promise<void> {
  const plan = JSON.parse(process.argv[2]!) as Plan
  const crowd = new Crowd(plan, giveUp)
  const figures = await loadServer(crowd, plan)
  const verdict = await crowd.verdict()
  crowd.leave()
  console.log(JSON.stringify({ ...nothing, ...figures, ...verdict, sent: crowd.tally.sent } satisfies Sighting))
}

main().then(() => process.exit(0), giveUp)
