import { startChild } from './child.ts'
import type { Contestant } from './contestants.ts'
import { probeFsync } from './fsyncProbe.ts'
import type { Plan, Sighting } from './plan.ts'
import type { Variant } from './scenarios.ts'

export interface Lengths {
  seconds: number
  warmUpSeconds: number
  patienceMs: number
  rounds: number
}

/** What one contestant showed in one round. */
export interface Showing {
  contestant: Contestant['name']
  variant: string
  round: number
  sighting: Sighting
  /** ms of each fsync that was tried in the folder of its store, right after. */
  fsyncs: number[]
}

const messageBytes = 120

/** Everybody in turn, round after round, so that whatever else the machine does disturbs all alike. */
export async function runRounds(
  { variants, contestants, lengths }: { variants: Variant[]; contestants: Contestant[]; lengths: Lengths },
  onShown: (showing: Showing) => void,
): Promise<Showing[]> {
  const showings: Showing[] = []
  try {
    for (let round = 1; round <= lengths.rounds; round++) {
      for (const variant of variants) {
        for (const contestant of contestants) {
          const seen = await show(contestant, variant, lengths)
          const showing = { contestant: contestant.name, variant: variant.name, round, ...seen }
          showings.push(showing)
          onShown(showing)
        }
      }
    }
    return showings
  } finally {
    for (const contestant of contestants) await contestant.close()
  }
}

async function show(
  contestant: Contestant,
  variant: Variant,
  lengths: Lengths,
): Promise<Pick<Showing, 'sighting' | 'fsyncs'>> {
  const { stop, folder, host, port, pid, tokensFile, rooms } = await contestant.start(variant)
  try {
    const { seconds, warmUpSeconds, patienceMs } = lengths
    const { members, load } = variant
    const crowd = { dialect: contestant.dialect, host, port, pid, tokensFile, rooms, members }
    const plan: Plan = { ...crowd, load, seconds, warmUpSeconds, patienceMs, messageBytes }
    const generator = await startChild('./generator.ts', { args: [JSON.stringify(plan)], core: 'generator' })
    const fsyncs = folder && load.kind === 'steady' ? await probeFsync(folder) : []
    return { sighting: generator.word as Sighting, fsyncs }
  } finally {
    await stop()
  }
}
