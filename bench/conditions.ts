import { statfsSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { cores } from './child.ts'
import type { Lengths } from './rounds.ts'

const fileSystems: Record<number, string> = {
  61267: 'ext',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  2035054128: 'overlay',
  16914836: 'tmpfs: fsync costs nothing here',
}

/** What one must know to compare these figures with others. */
export function conditionsOf(folder: string, lengths: Lengths): Record<string, unknown> {
  const { type } = statfsSync(folder)
  return {
    node: process.version,
    kernel: release(),
    processor: `${cpus().length} x ${cpus()[0]?.model.trim()}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    storeOn: fileSystems[type] ?? `file system 0x${type.toString(16)}`,
    pinned: cores
      ? `server on core ${cores.server}, generator on core ${cores.generator}`
      : 'no: taskset or a second core is missing',
    loadAverageAtStart: loadavg()[0]!.toFixed(2),
    ...lengths,
  }
}
