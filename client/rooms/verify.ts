import { ask } from '#client/platform/hub.ts'
import { type ChainedEntry, verifyChain } from '#shared/platform/chain.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Head } from '#shared/platform/roomLog.ts'

/** What a check of a whole log found so far, or in the end. */
export interface Finding {
  state: 'checking' | 'sound' | 'broken' | 'differs' | 'stopped'
  checked: number
  erased: number
  /** The last entry that was found sound. */
  head: Pick<Head, 'seq' | 'hash'>
  brokenAt: number | null
  /** Whether its end was compared with one that was heard live. */
  isHeard: boolean
}

export interface VerifySurroundings {
  /** Entries that follow `after`, in order; none where there are no more. */
  read(after: number): Promise<ChainedEntry[]>
  /** The end of the log as it was heard live. */
  heard(): Pick<Head, 'seq' | 'hash'>
  sha256(text: string): Promise<string>
  signal: AbortSignal
  onProgress(finding: Finding): void
}

const before: Finding = {
  state: 'checking',
  checked: 0,
  erased: 0,
  head: { seq: 0, hash: '' },
  brokenAt: null,
  isHeard: false,
}

/** Checks a room's log from its first entry to the last one, page by page, and holds its end against what was heard live. */
export async function verifyLog({ read, heard, sha256, signal, onProgress }: VerifySurroundings): Promise<Finding> {
  let finding = before
  // What was heard before or while it is read must be found at its place.
  const mustHold = heard()
  let held: string | null = mustHold.seq === 0 ? '' : null
  for (;;) {
    if (signal.aborted) return { ...finding, state: 'stopped' }
    const entries = await read(finding.head.seq)
    if (entries.length === 0) break
    const { brokenAt, checked, erased } = await verifyChain(entries, finding.head, sha256)
    const last = entries[checked - 1] ?? finding.head
    held = entries.slice(0, checked).find(({ seq }) => seq === mustHold.seq)?.hash ?? held
    finding = {
      state: brokenAt === null ? 'checking' : 'broken',
      checked: finding.checked + checked,
      erased: finding.erased + erased,
      head: { seq: last.seq, hash: last.hash },
      brokenAt,
      isHeard: false,
    }
    if (brokenAt !== null) return finding
    onProgress(finding)
  }
  return { ...finding, state: held === mustHold.hash ? 'sound' : 'differs', isHeard: mustHold.seq > 0 }
}

/** SHA-256 by the browser itself; only there where the page came over https or from this device. */
export const canHash = () => globalThis.crypto?.subtle !== undefined

export async function browserSha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const pageSize = 500

/** A page of a room's log; where the hub asks for patience, it gets it. */
export async function readLog(room: string, after: number, signal: AbortSignal): Promise<ChainedEntry[]> {
  for (;;) {
    try {
      const { entries } = await ask('room.entries', { room, after, limit: pageSize })
      return entries as unknown as ChainedEntry[]
    } catch (thrown) {
      const waitMs = thrown instanceof Refusal ? thrown.details.retryAfterMs : undefined
      if (waitMs === undefined || signal.aborted) throw thrown
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}
