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
/** Whether a message holds the file. */
export type IsHeld = (row: FileRow) => Promise<boolean>

export interface FileSweep {
  close(): Promise<void>
}

/** Takes away, now and then and by one process at a time, what belongs to no message and what a crash left behind. */
export function startFileSweep(hub: With, { process, isHeld }: { process: string; isHeld: IsHeld }): FileSweep {
  let turn: Promise<void> | null = null
  const look = async () => {
    const lease = { name: 'fileSweep', holder: process, now: hub.clock.now(), ms: everyMs * 2 }
    if (await takeLease(hub.store, lease)) await sweepFiles(hub, isHeld)
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

export async function sweepFiles(hub: With, isHeld: IsHeld): Promise<void> {
  const now = hub.clock.now().getTime()
  const [settled, old] = [new Date(now - settledMs), new Date(now - keptMs)]
  for (const row of await findStale(hub.store, 'removing', settled)) await removeFile(hub, row)
  for (const row of await findStale(hub.store, 'open', old)) await removeFile(hub, row)
  for (const row of await findStale(hub.store, 'ready', old)) await sweepUnposted(hub, row, isHeld)
  await sweepBytes(hub, settled)
  await sweepQuotas(hub, settled)
}

async function sweepUnposted(hub: With, row: FileRow, isHeld: IsHeld): Promise<void> {
  const { _id, message } = row
  if (message === null || !(await isHeld(row))) return removeFile(hub, row)
  await changeFile(hub.store, { _id, state: 'ready', message }, { state: 'posted', touchedAt: hub.clock.now() })
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
