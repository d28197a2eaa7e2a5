import type { Showing } from './rounds.ts'
import type { Standing, Summary } from './summary.ts'

const units: Record<string, string> = {
  deliveriesPerSecond: 'deliveries/s',
  messagesPerSecond: 'messages/s',
  cpuPerDelivery: 'CPU s per 100,000 deliveries',
  serverBusy: 'server, share of a core',
  generatorBusy: 'generator, share of a core',
  memoryPerConnection: 'kB per connection',
  stormMs: 'ms until all have joined',
  cpuMsPerJoin: 'CPU ms per join',
  sent: 'messages sent',
  ackP50: 'ack p50, ms',
  ackP99: 'ack p99, ms',
  ackMax: 'ack max, ms',
  latencyP50: 'delivery p50, ms',
  latencyP99: 'delivery p99, ms',
  fsyncP50: 'one fsync p50, ms',
  fsyncP99: 'one fsync p99, ms',
}

/** The medians as lines for a person at a terminal. */
export function asTable({ scenario, ours, bare, ratios, missing, orderOk, conditions }: Summary): string {
  const lines = [`\n${scenario}`, row('', 'ours', 'bare', 'ours / bare'), ...rows({ ours, bare, ratios })]
  const facts = Object.entries(conditions).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`)
  const verdict = `missing: ${missing}   one order for all: ${orderOk ? 'yes' : 'NO'}`
  return [...lines, verdict, 'conditions', ...facts].join('\n')
}

function rows({ ours, bare, ratios }: Record<'ours' | 'bare' | 'ratios', Standing>): string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(bare)])]
  const isNested = (name: string) => typeof (ours[name] ?? bare[name]) === 'object'
  const plain = names
    .filter((name) => !isNested(name))
    .map((name) => row(units[name] ?? name, ours[name], bare[name], ratios[name]))
  const nested = names.filter(isNested).flatMap((name) => {
    const part = (standing: Standing) => (standing[name] ?? {}) as Standing
    return [`- ${name}`, ...rows({ ours: part(ours), bare: part(bare), ratios: part(ratios) })]
  })
  return [...plain, ...nested]
}

const row = (name: string, ...cells: unknown[]) =>
  `${name.padEnd(34)}${cells.map((cell) => String(cell ?? '').padStart(14)).join('')}`

/** One round's showing in a line, while the others are still running. */
export function asLine({ round, variant, contestant, sighting }: Showing): string {
  const { deliveriesPerSecond, cpuPerDelivery, ack, memoryPerConnection, stormMs, missing, orderOk } = sighting
  const figures = { deliveriesPerSecond, cpuPerDelivery, ackP99: ack?.p99, memoryPerConnection, stormMs }
  const shown = Object.entries(figures).filter(([, value]) => typeof value === 'number')
  const text = shown.map(([name, value]) => `${units[name]} ${value}`).join(', ')
  return `round ${round} ${variant} ${contestant}: ${text}, missing ${missing}${orderOk ? '' : ', ORDER BROKEN'}`
}
