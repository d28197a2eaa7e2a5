import { canonicalJson, leafOf } from './leaves.ts'
import type { PackedOpening, SealedPackage } from './package.shape.ts'
import { groupsOf } from './result.ts'
import { isSignedByRound } from './signatures.ts'
import type { Finding } from './verify.ts'

/** Opens each ballot and holds it against the leaves; names those that do not fit. Nothing where the package has none to open. */
export async function openingFindings(pack: SealedPackage): Promise<Finding[]> {
  if (pack.kind === 'public') return []
  const { openings } = pack
  if (!openings) return [{ state: 'fails', key: 'noOpenings' }]
  const findings = [...leafFindings(pack, openings), ...groupFindings(pack, openings)]
  if (findings.length === 0) findings.push({ state: 'holds', key: 'openings', values: { ballots: openings.length } })
  return [...findings, ...(await tokenFindings(pack, openings))]
}

function leafFindings({ leaves }: SealedPackage, openings: readonly PackedOpening[]): Finding[] {
  const unopened = new Set(leaves)
  const serials = new Set<string>()
  const findings: Finding[] = []
  for (const opening of openings) {
    const { serial, ballot } = opening
    if (serials.has(serial)) findings.push({ state: 'fails', key: 'serialTwice', values: { serial } })
    serials.add(serial)
    const isSealed = unopened.delete(leafOf(opening))
    if (!isSealed) findings.push({ state: 'fails', key: 'opening', values: { serial }, ballot })
  }
  for (const leaf of unopened) findings.push({ state: 'fails', key: 'missing', values: { leaf } })
  return findings
}

function groupFindings({ groups }: SealedPackage, openings: readonly PackedOpening[]): Finding[] {
  const opened = groupsOf(openings.map(({ ballot, ...rest }) => ({ content: ballot, ...rest })))
  return canonicalJson(opened) === canonicalJson(groups) ? [] : [{ state: 'fails', key: 'openedAndGrouped' }]
}

async function tokenFindings({ terms }: SealedPackage, openings: readonly PackedOpening[]): Promise<Finding[]> {
  const { secrecy, key } = terms
  if (secrecy !== 'secret') return []
  const findings: Finding[] = []
  for (const { serial, signature, ballot } of openings) {
    const isRight = key !== null && signature !== null && (await isSignedByRound(serial, { key, signature }))
    if (isRight === null) return [{ state: 'unknown', key: 'tokens' }]
    if (!isRight) findings.push({ state: 'fails', key: 'token', values: { serial }, ballot })
  }
  return findings.length > 0 ? findings : [{ state: 'holds', key: 'tokensSigned' }]
}
