import type { Quantiles } from './latencies.ts'

/** The two servers that are compared, and how each is spoken to. */
export type Dialect = 'hub' | 'bare'

/** How a crowd loads a server. */
export type Load =
  /** Closed loop: so many messages in flight, each done once every member has it. */
  | { kind: 'saturate'; window: number }
  /** Open loop: so many messages a second, however the server fares. */
  | { kind: 'steady'; messagesPerSecond: number }
  /** Nobody says anything. */
  | { kind: 'idle' }
  /** All but one join at once and wait for the last messages of the room. */
  | { kind: 'storm'; history: number }

/** What the generator is asked to do, on its command line as JSON. */
export interface Plan {
  dialect: Dialect
  host: string
  port: number
  /** Of the server; null where it runs elsewhere, and its figures are left out. */
  pid: number | null
  /** One token per member, in a file, one a line. */
  tokensFile: string
  rooms: string[]
  members: number
  load: Load
  seconds: number
  warmUpSeconds: number
  /** How long stragglers are waited for before they count as missing. */
  patienceMs: number
  messageBytes: number
}

/** What the generator saw. Where a figure does not apply it is null. */
export interface Sighting {
  deliveriesPerSecond: number | null
  messagesPerSecond: number | null
  /** Processor seconds of the server for 100,000 deliveries. */
  cpuPerDelivery: number | null
  /** Share of one core that the server and the generator took. */
  serverBusy: number | null
  generatorBusy: number | null
  ack: Quantiles | null
  latency: Quantiles | null
  /** kB (1024 bytes) of proportional set size, beyond what the server took before anybody came. */
  memoryPerConnection: number | null
  stormMs: number | null
  cpuMsPerJoin: number | null
  sent: number
  missing: number
  orderOk: boolean
}
