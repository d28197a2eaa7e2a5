import { type Crowd, pause } from './crowd.ts'
import { rounded } from './latencies.ts'
import type { Load, Plan, Sighting } from './plan.ts'
import { cpuSeconds, memoryKb } from './processFigures.ts'

const settleMs = 500
const tickMs = 1
/** An open loop that lags further than this behind its own clock counts from when the message was due. */
const toleratedLagMs = 3
const idleSettleMs = 2000
/** Who comes before memory is first read, so that code and pools are counted to nobody. */
const firstToCome = 50
const wave = 500

type Figures = Partial<Sighting>
type LoadOf<Kind extends Load['kind']> = Extract<Load, { kind: Kind }>

/** Brings the crowd in, loads the server as planned, and gives what was seen. */
export async function loadServer(crowd: Crowd, plan: Plan): Promise<Figures> {
  const { load } = plan
  if (load.kind === 'idle') return sitIdle(crowd, plan)
  if (load.kind === 'storm') return storm(crowd, plan, load)
  await crowd.connect()
  await crowd.join()
  await pause(settleMs)
  const stop = load.kind === 'saturate' ? saturate(crowd, load) : speakSteadily(crowd, load)
  await pause(plan.warmUpSeconds * 1000)
  return measure(crowd, plan, stop)
}

function saturate(crowd: Crowd, { window }: LoadOf<'saturate'>): () => void {
  const next = () => crowd.sendNext(performance.now())
  crowd.tally.onEverybodyHas = next
  for (let inFlight = 0; inFlight < window; inFlight++) next()
  return () => {
    crowd.tally.onEverybodyHas = () => {}
  }
}

function speakSteadily(crowd: Crowd, { messagesPerSecond }: LoadOf<'steady'>): () => void {
  const start = performance.now()
  let count = 0
  const timer = setInterval(() => {
    const now = performance.now()
    for (let due = start; ; count++) {
      due = start + (count * 1000) / messagesPerSecond
      if (due > now) return
      crowd.sendNext(now - due > toleratedLagMs ? due : now)
    }
  }, tickMs)
  return () => clearInterval(timer)
}

async function measure(crowd: Crowd, { pid, seconds }: Plan, stop: () => void): Promise<Figures> {
  const { tally } = crowd
  const serverBefore = pid === null ? 0 : cpuSeconds(pid)
  const ownBefore = process.cpuUsage()
  const start = performance.now()
  tally.startMeasuring(start)
  await pause(seconds * 1000)
  const took = (performance.now() - start) / 1000
  tally.stopMeasuring()
  stop()
  const serverTook = pid === null ? null : cpuSeconds(pid) - serverBefore
  const own = process.cpuUsage(ownBefore)
  return {
    deliveriesPerSecond: Math.round(tally.deliveries / took),
    messagesPerSecond: rounded(tally.messages / took, 1),
    cpuPerDelivery: serverTook === null ? null : rounded((serverTook / tally.deliveries) * 100_000),
    serverBusy: serverTook === null ? null : rounded(serverTook / took, 2),
    generatorBusy: rounded((own.user + own.system) / 1e6 / took, 2),
    ack: tally.acks.quantiles(),
    latency: tally.latencies.quantiles(),
  }
}

async function sitIdle(crowd: Crowd, { pid }: Plan): Promise<Figures> {
  if (pid === null) throw new Error('idle connections can only be weighed on this machine: give --pid')
  const come = async (from: number, upTo: number) => {
    const members = crowd.members.slice(from, upTo)
    await crowd.connect(members)
    await crowd.join(members)
  }
  await come(0, firstToCome)
  const before = await tidiedMemoryKb(pid)
  // In waves, as people come: one burst would leave the heap as wide as its garbage was.
  for (let here = firstToCome; here < crowd.members.length; here += wave) {
    await come(here, here + wave)
    await tidiedMemoryKb(pid)
  }
  await pause(idleSettleMs)
  const held = (await tidiedMemoryKb(pid)) - before
  return { memoryPerConnection: rounded(held / (crowd.members.length - firstToCome), 2) }
}

/** The servers collect garbage on this signal, so that what is weighed is what connections hold. */
async function tidiedMemoryKb(pid: number): Promise<number> {
  for (let times = 0; times < 2; times++) {
    process.kill(pid, 'SIGUSR2')
    await pause(settleMs)
  }
  return memoryKb(pid)
}

async function storm(crowd: Crowd, { pid }: Plan, { history }: LoadOf<'storm'>): Promise<Figures> {
  const [first, ...rest] = crowd.members
  await crowd.connect()
  await first!.join()
  for (let said = 0; said < history; said++) crowd.sendBy(first!, performance.now(), 1)
  while (crowd.tally.missing() > 0) await pause(10)
  await pause(settleMs)
  const cpuBefore = pid === null ? 0 : cpuSeconds(pid)
  const start = performance.now()
  await Promise.all(rest.map((member) => member.join()))
  const stormMs = performance.now() - start
  const cpuTook = pid === null ? null : cpuSeconds(pid) - cpuBefore
  const short = rest.filter((member) => member.history < history).length
  // What came with the join is checked here; only the first member heard it as it was said.
  if (short > 0) throw new Error(`${short} of ${rest.length} joined without the last ${history} messages`)
  for (const member of rest) Object.assign(member, { count: first!.count, order: first!.order })
  return {
    stormMs: rounded(stormMs, 1),
    cpuMsPerJoin: cpuTook === null ? null : rounded((cpuTook * 1000) / rest.length, 3),
  }
}
