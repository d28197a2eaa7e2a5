import type { Hub } from '#server/platform/hub.ts'
import { takeLease } from '#server/platform/lease.model.ts'
import { changeFile, type FileRow, findFile, findStale } from './file.model.ts'
import { findOpenSteps, settleRoom, undoStep } from './quota.model.ts'
import { removeFile } from './uploads.ts'

const hourMs = 3_600_000
const everyMs = hourMs / 4
/** What nobody goes on with for so long is given up. */
const keptMs = 24 * hourMs
/** What a stopped process left behind is older than anything still under way. */
const settledMs = hourMs

type With = Pick<Hub, 'store' | 'files' | 'clock' | 'log'>
/** What holds a file: a message that stands, or one that waits for review or was refused there. */
export type Holder = 'message' | 'review'
export type FindHolder = (row: FileRow) => Promise<Holder | null>

export interface FileSweep {
  close(): Promise<void>
}

/** Takes away, now and then and by one process at a time, what belongs to no message and what a crash left behind. */
export function startFileSweep(
  hub: With,
  { process, findHolder }: { process: string; findHolder: FindHolder },
): FileSweep {
  let turn: Promise<void> | null = null
  const look = async () => {
    const lease = { name: 'fileSweep', holder: process, now: hub.clock.now(), ms: everyMs * 2 }
    if (await takeLease(hub.store, lease)) await sweepFiles(hub, findHolder)
  }
  const timer = setInterval(() => {
    turn ??= look()
      .catch((error: unknown) => hub.log.warn({ err: error }, 'files cannot be swept'))
      .finally(() => {
        turn = null
      })
  }, everyMs)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await turn
    },
  }
}

export async function sweepFiles(hub: With, findHolder: FindHolder): Promise<void> {
  const now = hub.clock.now().getTime()
  const [settled, old] = [new Date(now - settledMs), new Date(now - keptMs)]
  for (const row of await findStale(hub.store, 'removing', settled)) await removeFile(hub, row)
  for (const row of await findStale(hub.store, 'open', old)) await removeFile(hub, row)
  for (const row of await findStale(hub.store, 'ready', old)) await sweepUnposted(hub, row, findHolder)
  await sweepBytes(hub, settled)
  await sweepQuotas(hub, settled)
}

async function sweepUnposted(hub: With, row: FileRow, findHolder: FindHolder): Promise<void> {
  const { _id, message } = row
  const holder = message === null ? null : await findHolder(row)
  if (holder === null) return removeFile(hub, row)
  // What waits for review may come back to its author: it is posted once its message is.
  const state = holder === 'message' ? 'posted' : 'ready'
  await changeFile(hub.store, { _id, state: 'ready', message }, { state, touchedAt: hub.clock.now() })
}

/** Bytes that no row names: of a write, or of a removal, that was cut short. */
async function sweepBytes(hub: With, before: Date): Promise<void> {
  for await (const { name, at } of hub.files.list()) {
    if (at >= before) continue
    const row = await findFile(hub.store, name.slice(0, name.indexOf('.')))
    if (!row || ![...row.parts, row.whole, row.thumbnail].includes(name)) await hub.files.remove(name)
  }
}

/** Room that was taken for a row that never came, or given back for one that has gone since. */
async function sweepQuotas({ store }: With, before: Date): Promise<void> {
  for (const { quota, step, bytes } of await findOpenSteps(store, before)) {
    const isGivenBack = step.startsWith('-')
    const row = await findFile(store, isGivenBack ? step.slice(1) : step)
    if (!row && !isGivenBack) await undoStep(store, quota, { step, bytes })
    else if (!row || !isGivenBack) await settleRoom(store, quota, step)
  }
}
