import type { z } from 'zod'
import { BallotReceipt, SignedPackage } from './package.shape.ts'
import { type Finding, findingsOf, receiptFinding, type Unproved, unprovedOf } from './verify.ts'

export interface Verification {
  /** Null where the file is no package at all. */
  pack: SignedPackage | null
  findings: Finding[]
  unproved: Unproved[]
  /** Nothing is wrong with it, and nothing could not be checked. */
  isSound: boolean
}

export interface VerifyAsk {
  /** What was read from the file. */
  raw: unknown
  /** A voter's receipt, as it was read. */
  receipt?: unknown
  /** The root as the minutes or the room's log have it. */
  root?: string | undefined
}

/** Checks a sealed package from its shape to its count, without asking anybody. */
export async function verifyPackage({ raw, receipt, root }: VerifyAsk): Promise<Verification> {
  const parsed = SignedPackage.safeParse(dataOf(raw))
  if (!parsed.success) {
    const values = { where: whereOf(parsed.error) }
    return { pack: null, findings: [{ state: 'fails', key: 'shape', values }], unproved: [], isSound: false }
  }
  const pack = parsed.data
  const findings = await findingsOf(pack, root)
  if (receipt !== undefined) findings.push(await checkReceipt(pack, receipt))
  const isSound = findings.every(({ state }) => state === 'holds')
  return { pack, findings, unproved: unprovedOf(pack), isSound }
}

/** Whether a receipt, as it was read, belongs to a ballot of the package. */
export async function checkReceipt(pack: SignedPackage, raw: unknown): Promise<Finding> {
  const parsed = BallotReceipt.safeParse(raw)
  if (parsed.success) return receiptFinding(pack, parsed.data)
  return { state: 'fails', key: 'receiptShape', values: { where: whereOf(parsed.error) } }
}

function whereOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || '.'}: ${issue?.message}`
}

/** A package that came straight from the interface for programs is wrapped. */
const dataOf = (raw: unknown) =>
  raw !== null && typeof raw === 'object' && 'ok' in raw && 'data' in raw && raw.ok === true ? raw.data : raw
