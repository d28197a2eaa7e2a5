import { ballotSheetOf } from './ballotSheet.ts'
import type { DecisionResult } from './decision.shape.ts'
import { faultOfBallot } from './decision.ts'
import { canonicalJson } from './leaves.ts'
import { outcomeNames } from './majority.texts.ts'
import type { SealedPackage } from './package.shape.ts'
import { resultOf } from './result.ts'
import { countParts, verifyWords } from './verify.texts.ts'
import type { Finding } from './verify.ts'

/** Whether the ballots are as many as they should be, are what they are said to be, and give the result that was published. */
export function countFindings(pack: SealedPackage): Finding[] {
  const numbers = numberFindings(pack)
  const ballots = ballotFindings(pack)
  const isCountable = [...numbers, ...ballots].every(({ state }) => state === 'holds')
  const counted: Finding[] = isCountable ? resultFindings(pack) : [{ state: 'unknown', key: 'count' }]
  return [...numbers, ...ballots, ...counted]
}

function numberFindings({ groups, leaves, result, terms, tokens }: SealedPackage): Finding[] {
  const ballots = groups.reduce((sum, group) => sum + group.ballots, 0)
  const findings: Finding[] = []
  const fail = (
    key: Extract<Finding, { state: 'fails' }>['key'],
    values: Finding['values'] & object,
    ofClass?: string | null,
  ) =>
    findings.push({ state: 'fails', key, values, inWords: ofClass === undefined ? {} : { class: classWords(ofClass) } })
  if (ballots !== leaves.length) fail('ballotsAndLeaves', { ballots, leaves: leaves.length })
  if (result.leaves !== leaves.length) fail('leavesCounted', { leaves: leaves.length, counted: result.leaves })
  for (const { voterClass, cast } of result.turnout) {
    const own = groups.filter((group) => voterClass === null || group.voterClass === voterClass)
    const votes = own.reduce((sum, group) => sum + group.votes, 0)
    const roll = (voterClass === null ? terms.roll?.size : terms.roll?.byClass[voterClass]) ?? 0
    const cards = own.reduce((sum, group) => sum + group.ballots, 0)
    if (votes !== cast) fail('votesCounted', { votes, counted: cast }, voterClass)
    if (cards > roll) fail('moreThanRoll', { ballots: cards, roll }, voterClass)
  }
  if (tokens !== null && ballots > tokens) fail('moreThanTokens', { ballots, tokens })
  if (findings.length > 0) return findings
  if (tokens !== null) findings.push({ state: 'holds', key: 'tokens', values: { ballots, tokens } })
  return [{ state: 'holds', key: 'numbers', values: { ballots } }, ...findings]
}

const classWords = (name: string | null) => (name === null ? verifyWords.everybody : { zh: name, en: name })

function ballotFindings({ terms, groups, file }: SealedPackage): Finding[] {
  const strange = groups.filter(
    ({ content, ballots, votes }) => ballots === 0 || votes < ballots || faultOfBallot(terms, content) !== null,
  )
  if (strange.length > 0) return strange.map(({ content }) => ({ state: 'fails', key: 'ballot', ballot: content }))
  const sheet = ballotSheetOf(terms, groups)
  const isSame = sheet.name === file.name && sheet.text === file.text
  return [
    { state: 'holds', key: 'ballots' },
    { state: isSame ? 'holds' : 'fails', key: 'file', values: { name: file.name } },
  ]
}

/** Of a group nothing is known but how many votes its ballots make together. */
const singly = (groups: SealedPackage['groups']) =>
  groups.flatMap(({ content, voterClass, ballots, votes }) =>
    Array.from({ length: ballots }, (_, at) => ({ content, voterClass, weight: at === 0 ? votes - ballots + 1 : 1 })),
  )

function resultFindings(pack: SealedPackage): Finding[] {
  const { result, declaration, groups, terms, root, dice } = pack
  const decision = { ...terms, dice: dice.map((thrown) => ({ by: '', thrown })) }
  const ask = { decision, ballots: singly(groups), turnout: result.turnout, root }
  try {
    const again = resultOf(ask)
    const findings: Finding[] = [differenceOf(again, result)]
    const verdict = declaration && resultOf({ ...ask, casting: declaration.casting }).verdict
    if (!declaration) return findings
    if (canonicalJson(verdict) === canonicalJson(declaration.verdict))
      return [...findings, { state: 'holds', key: 'declared' }]
    const outcome = verdict ? outcomeNames[verdict.outcome] : { zh: '', en: '' }
    return [...findings, { state: 'fails', key: 'declared', inWords: { outcome } }]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ state: 'fails', key: 'count', inWords: { what: countParts.rest } }]
  }
}

function differenceOf(again: DecisionResult, published: DecisionResult): Finding {
  const differs = (one: unknown, other: unknown) => canonicalJson(one) !== canonicalJson(other)
  if (!differs(again, published)) return { state: 'holds', key: 'count' }
  if (again.groups !== published.groups) return { state: 'fails', key: 'groups' }
  const stage = again.count?.stages.find((one, at) => differs(one, published.count?.stages[at] ?? null))
  if (stage && published.count) return { state: 'fails', key: 'stage', values: { stage: stage.number } }
  const part = (['votes', 'elected', 'verdict', 'count'] as const).find((name) => differs(again[name], published[name]))
  return { state: 'fails', key: 'count', inWords: { what: countParts[part ?? 'rest'] } }
}
