import { rounded } from './latencies.ts'
import type { Sighting } from './plan.ts'
import type { Showing } from './rounds.ts'
import type { Scenario } from './scenarios.ts'

export type Figures = Record<string, number>

/** Medians of one contestant, by figure; those of further variants under the variant's name. */
export type Standing = Record<string, number | Figures>

export interface Summary {
  scenario: string
  ours: Standing
  bare: Standing
  /** Ours divided by the bare server's. */
  ratios: Standing
  missing: number
  orderOk: boolean
  conditions: Record<string, unknown>
}

const compared = ['deliveriesPerSecond', 'cpuPerDelivery', 'ackP99', 'memoryPerConnection', 'stormMs']

export function summarize(scenario: Scenario, showings: Showing[], conditions: Record<string, unknown>): Summary {
  const standing = (name: Showing['contestant']): Standing =>
    besides(scenario, (variant) =>
      figuresOf(showings.filter((showing) => showing.contestant === name && showing.variant === variant)),
    )
  const [ours, bare] = [standing('ours'), standing('bare')]
  const ratios = besides(scenario, (variant, isHeadline) =>
    isHeadline ? ratiosOf(ours, bare) : ratiosOf(ours[variant], bare[variant]),
  )
  const missing = showings.reduce((sum, { sighting }) => sum + sighting.missing, 0)
  const orderOk = showings.every(({ sighting }) => sighting.orderOk)
  return { scenario: scenario.name, ours, bare, ratios, missing, orderOk, conditions }
}

/** The first variant's figures, with those of the others beside them. */
function besides({ variants }: Scenario, figures: (variant: string, isHeadline: boolean) => Figures): Standing {
  const [headline, ...others] = variants
  const further = others.map(({ name }) => [name, figures(name, false)] as const)
  return { ...figures(headline!.name, true), ...Object.fromEntries(further) }
}

function figuresOf(showings: Showing[]): Figures {
  const rows = showings.map(({ sighting }) => flat(sighting))
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  const medians = Array.from(names, (name) => [name, median(rows.map((row) => row[name]!))] as const)
  const fsyncs = showings.flatMap((showing) => showing.fsyncs).sort((a, b) => a - b)
  const figures: Figures = Object.fromEntries(medians)
  if (fsyncs.length > 0) Object.assign(figures, { fsyncP50: quantile(fsyncs, 0.5), fsyncP99: quantile(fsyncs, 0.99) })
  return figures
}

function flat({ ack, latency, missing: _, orderOk: __, ...plain }: Sighting): Figures {
  const figures = {
    ...plain,
    ackP50: ack?.p50,
    ackP99: ack?.p99,
    ackMax: ack?.max,
    latencyP50: latency?.p50,
    latencyP99: latency?.p99,
  }
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => typeof value === 'number')) as Figures
}

function ratiosOf(ours: Standing | number | undefined, bare: Standing | number | undefined): Figures {
  const [mine, theirs] = [ours, bare] as Figures[]
  const both = compared.filter((name) => mine?.[name] !== undefined && theirs?.[name])
  return Object.fromEntries(both.map((name) => [name, rounded(mine![name]! / theirs![name]!)]))
}

const quantile = (sorted: number[], share: number) => rounded(sorted[Math.ceil(sorted.length * share) - 1]!)

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return rounded(sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2)
}
