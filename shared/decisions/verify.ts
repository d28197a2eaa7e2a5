import { hexToBytes } from '@noble/hashes/utils.js'
import type { Language } from '#shared/platform/language.shape.ts'
import { filled } from '#shared/platform/language.ts'
import type { Ballot } from './ballot.shape.ts'
import { leafOf, rootOf } from './leaves.ts'
import type { BallotReceipt, SealedPackage, SignedPackage } from './package.shape.ts'
import { signedText } from './package.ts'
import { fingerprintOf, isSignedByCluster, receiptText } from './signatures.ts'
import { failing, holding, unknowing, unproved, verifyWords } from './verify.texts.ts'
import { countFindings } from './verifyCount.ts'
import { openingFindings } from './verifyOpenings.ts'

type Values = Record<string, string | number>

/** What one check came to. `values` fill the sentence; a ballot and what comes from a table are filled in by `findingSentence`. */
export type Finding = { values?: Values; ballot?: Ballot; inWords?: Record<string, Record<Language, string>> } & (
  | { state: 'holds'; key: keyof typeof holding }
  | { state: 'fails'; key: keyof typeof failing }
  | { state: 'unknown'; key: keyof typeof unknowing }
)

export interface Unproved {
  key: keyof typeof unproved
  values?: Values
}

/** Every check of a package that needs nobody to ask. `root`, if given, is that of the minutes or the room's log. */
export async function findingsOf(pack: SignedPackage, root?: string): Promise<Finding[]> {
  return [
    await signatureFinding(pack),
    ...leafFindings(pack),
    rootFinding(pack),
    ...(root === undefined ? [] : [rootGivenFinding(pack, root)]),
    ...countFindings(pack),
    ...(await openingFindings(pack)),
  ]
}

async function signatureFinding(pack: SignedPackage): Promise<Finding> {
  const { key, value } = pack.signature
  const values = { fingerprint: fingerprintOf(key) }
  const isRight = await isSignedByCluster(signedText(pack), { key, value })
  return { state: isRight === null ? 'unknown' : isRight ? 'holds' : 'fails', key: 'signature', values }
}

function leafFindings({ leaves }: SealedPackage): Finding[] {
  for (const [at, leaf] of leaves.entries()) {
    if (at === 0 || leaves[at - 1]! < leaf) continue
    return [{ state: 'fails', key: leaves[at - 1] === leaf ? 'leafTwice' : 'leafOrder', values: { leaf } }]
  }
  return [{ state: 'holds', key: 'leaves', values: { leaves: leaves.length } }]
}

function rootFinding({ leaves, root, result }: SealedPackage): Finding {
  const found = rootOf(leaves)
  if (found !== root) return { state: 'fails', key: 'root', values: { found, root } }
  if (result.root !== root) return { state: 'fails', key: 'root', values: { found, root: result.root } }
  return { state: 'holds', key: 'root', values: { root } }
}

const rootGivenFinding = ({ root }: SealedPackage, given: string): Finding =>
  given.replace(/\s/g, '').toLowerCase() === root
    ? { state: 'holds', key: 'rootGiven' }
    : { state: 'fails', key: 'rootGiven', values: { root } }

/** Whether a voter's own ballot is among those that were sealed. */
export async function receiptFinding(pack: SignedPackage, receipt: BallotReceipt): Promise<Finding> {
  const { decision, round } = receipt
  const { terms, leaves, openings } = pack
  if (decision !== terms.decision || round !== terms.round)
    return { state: 'fails', key: 'receiptForeign', values: { round } }
  const leaf = 'leaf' in receipt ? receipt.leaf : leafOf(receipt)
  if (leaves.includes(leaf)) return { state: 'holds', key: 'receipt', values: { leaf } }
  if ('leaf' in receipt) return missingFinding(pack, receipt)
  const other = openings?.find(({ serial }) => serial === receipt.serial)
  if (other) return { state: 'fails', key: 'receiptChanged', ballot: other.ballot }
  return { state: 'fails', key: 'receipt', values: { leaf } }
}

/** No such leaf: with the hub's word for it a ballot was lost, without it anybody could have made the receipt up. */
async function missingFinding(
  { signature: { key } }: SignedPackage,
  receipt: Extract<BallotReceipt, { leaf: string }>,
): Promise<Finding> {
  const values = { leaf: receipt.leaf }
  if (receipt.receipt === undefined) return { state: 'fails', key: 'receipt', values }
  const value = btoa(String.fromCharCode(...hexToBytes(receipt.receipt)))
  const isGiven = await isSignedByCluster(receiptText(receipt), { key, value })
  if (isGiven === null) return { state: 'fails', key: 'receipt', values }
  return { state: 'fails', key: isGiven ? 'receiptBroken' : 'receiptForged', values }
}

/** What no check of such a file can show. */
export function unprovedOf({ kind, terms, dice, groups }: SealedPackage): Unproved[] {
  const hasClasses = groups.some(({ voterClass, ballots, votes }) => voterClass !== null || ballots !== votes)
  return [
    ...(kind === 'public' ? [{ key: 'behind' } as const] : []),
    { key: 'sealed' },
    { key: 'signature' },
    { key: 'roll' },
    ...(hasClasses ? [{ key: 'classes' } as const] : []),
    ...(terms.secrecy === 'secret' ? [] : [{ key: 'looked' } as const]),
    ...(dice.length > 0 ? [{ key: 'dice', values: { dice: dice.join(' ') } } as const] : []),
  ]
}

const sentences = { holds: holding, fails: failing, unknown: unknowing }

/** A finding in a sentence. `pack` gives options their names. */
export function findingSentence(finding: Finding, pack: SealedPackage | null, language: Language): string {
  const table: Record<string, Record<Language, string>> = sentences[finding.state]
  const words = Object.entries(finding.inWords ?? {}).map(([name, text]) => [name, text[language]])
  const ballot = finding.ballot ? ballotInWords(finding.ballot, pack, language) : ''
  return filled(table[finding.key]![language], { ...finding.values, ...Object.fromEntries(words), ballot })
}

/** What a ballot says, short. */
function ballotInWords(ballot: Ballot, pack: SealedPackage | null, language: Language): string {
  const named = (id: string) => pack?.terms.options.find((option) => option.id === id)?.text ?? id
  if (ballot.kind === 'blank') return verifyWords.blank[language]
  if (ballot.kind === 'choice') return verifyWords[ballot.says][language]
  if (ballot.kind === 'ranked') return ballot.ranks.map((rank) => rank.map(named).join(' = ')).join(' > ')
  return Object.entries(ballot.marks)
    .map(([id, mark]) => `${named(id)} ${mark}`)
    .join(language === 'zh' ? '，' : ', ')
}

export const unprovedSentence = ({ key, values }: Unproved, language: Language): string =>
  filled(unproved[key][language], values)
