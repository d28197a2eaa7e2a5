import { z } from 'zod'
import { type Election, type MarkedBallot, type RankedBallot, rankingOf } from './ballots.ts'
import { distinct } from './distinct.ts'
import { FileFault } from './faults.ts'

const Name = z.string().trim().min(1).max(400)
const Times = z.int().nonnegative().default(1)
const RankedRow = z.strictObject({ count: Times, ranks: z.array(z.array(Name)) })
const MarkedRow = z.strictObject({ count: Times, marks: z.record(Name, z.int().nonnegative()) })
const ElectionFile = z.strictObject({
  title: z.string().max(400).default(''),
  seats: z.int().positive().optional(),
  candidates: z.array(Name).min(1),
  withdrawn: z.array(Name).default([]),
  lots: z.array(Name).default([]),
  ballots: z.union([z.array(RankedRow), z.array(MarkedRow)]),
})

/**
 * Reads our own JSON: `{title?, seats?, candidates: [name], withdrawn?: [name], lots?: [name], ballots: [{count?, ranks:
 * [[name]]}]}` where candidates of one rank stand together, or with `{count?, marks: {name: points}}`. Throws a FileFault.
 */
export function readElectionJson(text: string): Election {
  const { title, seats, candidates, withdrawn, lots, ballots } = shaped(text)
  const names = distinct(candidates)
  const indexOf = (name: string) => {
    const index = names.indexOf(name)
    if (index < 0) throw new FileFault(1, 'badShape', { where: name })
    return index
  }
  const slate = {
    title,
    seats: seats ?? null,
    candidates: names,
    withdrawn: withdrawn.map(indexOf),
    lots: lots.map(indexOf),
  }
  const ranked = ballots.filter((ballot) => 'ranks' in ballot)
  if (ranked.length > 0 || ballots.length === 0)
    return { ...slate, ranked: ranked.map((row) => rankedBallot(row, indexOf)) }
  return { ...slate, marked: ballots.flatMap((row) => ('marks' in row ? markedBallot(row, names, indexOf) : [])) }
}

function shaped(text: string): z.infer<typeof ElectionFile> {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    throw new FileFault(1, 'notJson', { found: (error as Error).message })
  }
  const parsed = ElectionFile.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new FileFault(1, 'badShape', { where: `${issue?.path.join('.') || 'file'}: ${issue?.message}` })
}

function rankedBallot({ count, ranks }: z.infer<typeof RankedRow>, indexOf: (name: string) => number): RankedBallot {
  const places = ranks.map((rank) => rank.map(indexOf))
  const all = places.flat()
  const twice = all.find((candidate, at) => all.indexOf(candidate) < at)
  if (twice !== undefined) throw new FileFault(1, 'twice', { candidate: twice + 1 })
  return { count, ranking: rankingOf(places) }
}

function markedBallot(
  { count, marks }: z.infer<typeof MarkedRow>,
  names: readonly string[],
  indexOf: (name: string) => number,
): MarkedBallot {
  const given: (number | null)[] = names.map(() => null)
  for (const [name, mark] of Object.entries(marks)) given[indexOf(name)] = mark
  return { count, marks: given }
}
