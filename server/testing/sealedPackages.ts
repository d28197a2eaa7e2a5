import { constants, generateKeyPairSync, sign } from 'node:crypto'
import { signPackage } from '#server/decisions/packageSigning.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import { type Decision, DecisionTerms } from '#shared/decisions/decision.shape.ts'
import { turnoutOf } from '#shared/decisions/electorate.ts'
import { leafOf, rootOf } from '#shared/decisions/leaves.ts'
import type { PackedOpening, SealedPackage, SignedPackage } from '#shared/decisions/package.shape.ts'
import { packageOf } from '#shared/decisions/package.ts'
import { presets } from '#shared/decisions/presets.ts'
import { resultOf } from '#shared/decisions/result.ts'
import { receiptText } from '#shared/decisions/signatures.ts'

/** Bytes that differ with their number, in hexadecimal. */
export const bytes32 = (number: number) =>
  Buffer.from(Array.from({ length: 32 }, (_, at) => (number * 37 + at * 11 + (number >> 3)) % 256)).toString('hex')

const cluster = generateKeyPairSync('ed25519').privateKey
const round = generateKeyPairSync('rsa', { modulusLength: 2048 })
const roundKey = round.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

/** As whoever holds the cluster's key can. */
export const signAgain = ({ signature: _, ...pack }: SignedPackage): SignedPackage => signPackage(pack, cluster)

/** What the hub gives a voter for a leaf. */
export const wordFor = (receipted: Parameters<typeof receiptText>[0]) =>
  sign(null, Buffer.from(receiptText(receipted)), cluster).toString('hex')

/** What a blind signature is once it is unblinded. */
const tokenOf = (serial: string) =>
  sign('sha384', Buffer.from(serial, 'hex'), {
    key: round.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 48,
  }).toString('hex')

export type SealedGiven = Partial<Pick<Decision, 'dice' | 'declaration'>> & {
  terms: Parameters<typeof DecisionTerms.parse>[0] & object
  ballots: { ballot: Ballot; voterClass?: string; weight?: number }[]
  kind?: SealedPackage['kind']
}

/** A round as it stands after its seal, of as many ballots as are given, one more on the roll having stayed away. */
export function sealedPackage({
  terms,
  ballots,
  kind = 'scrutineers',
  dice = [],
  declaration = null,
}: SealedGiven): SignedPackage {
  const parsed = DecisionTerms.parse(terms)
  const isSecret = parsed.secrecy === 'secret'
  const openings: PackedOpening[] = ballots.map(({ ballot, voterClass = null, weight = 1 }, at) => {
    const [serial, nonce] = [bytes32(at + 1), bytes32(at + 100)]
    return { serial, nonce, ballot, signature: isSecret ? tokenOf(serial) : null, voterClass, weight }
  })
  const seats = [...openings, { voterClass: openings[0]!.voterClass, weight: 1 }].map((one, at) => ({
    id: `s${at}`,
    voterClass: one.voterClass,
    weight: one.weight,
    voters: [`p${at}`],
    named: null,
    proxy: null,
    isPresent: true,
  }))
  const turnout = turnoutOf({ seats, barred: [] }, new Set(openings.map((_, at) => `s${at}`)))
  const byClass: Record<string, number> = {}
  for (const { voterClass } of seats) if (voterClass !== null) byClass[voterClass] = (byClass[voterClass] ?? 0) + 1
  const leaves = openings.map(leafOf).sort()
  const root = rootOf(leaves)
  const counting = openings.map(({ ballot, ...rest }) => ({ content: ballot, ...rest }))
  const result = resultOf({ decision: { ...parsed, kind: 'vote', dice }, ballots: counting, turnout, root })
  const decision: Decision = {
    ...parsed,
    id: 'd1',
    version: 9,
    kind: 'vote',
    author: 'p0',
    at: 1_700_000_000_000,
    state: 'sealed',
    round: 1,
    reason: '',
    openedAt: 1_700_000_000_000,
    roll: { size: seats.length, byClass, digest: 'd' },
    key: isSecret ? roundKey : null,
    closedAt: 1_700_000_060_000,
    result,
    dice,
    declaration,
    message: 'm1',
    isPublished: false,
  }
  const log = { seq: 9, hash: 'ab'.repeat(32) }
  const tokens = isSecret ? openings.length + 1 : null
  return signPackage(packageOf({ room: 'r1', decision, openings, leaves, tokens, log }, kind), cluster)
}

export const options = ['o1', 'o2', 'o3'].map((id, at) => ({ id, text: ['灯甲', 'Lamp, "B"', '=C'][at]! }))
export const yes: Ballot = { kind: 'choice', says: 'yes' }
export const no: Ballot = { kind: 'choice', says: 'no' }
export const ranks = (...order: string[]): Ballot => ({ kind: 'ranked', ranks: order.map((id) => [id]) })

export const motion: SealedGiven = {
  terms: { title: '动议', rule: presets.simpleMajority.rule, preset: 'simpleMajority', secrecy: 'secret' },
  ballots: [yes, yes, yes, no, yes, { kind: 'blank' as const }].map((ballot) => ({ ballot })),
}
export const board: SealedGiven = {
  terms: { title: 'Board', method: 'scottish-stv', options, seats: 2, secrecy: 'confidential' },
  ballots: [ranks('o1', 'o2'), ranks('o1', 'o2'), ranks('o1', 'o3'), ranks('o3'), ranks('o2', 'o3'), ranks('o1')].map(
    (ballot) => ({ ballot }),
  ),
}
export const scores: SealedGiven = {
  terms: { title: 'Scores', method: 'score', options, highest: 5 },
  ballots: [
    { ballot: { kind: 'marked', marks: { o1: 5, o2: 0 } } },
    { ballot: { kind: 'marked', marks: { o1: 2, o3: 4 } } },
  ],
}
export const classes: SealedGiven = {
  terms: { title: 'Draft', rule: presets.isoEnquiry.rule, preset: 'isoEnquiry', noNeedsReason: true },
  ballots: [
    { ballot: yes, voterClass: 'P' },
    { ballot: yes, voterClass: 'P', weight: 3 },
    { ballot: { kind: 'choice', says: 'no', reason: '眩光' }, voterClass: 'O' },
    { ballot: no, voterClass: 'O' },
  ],
}
