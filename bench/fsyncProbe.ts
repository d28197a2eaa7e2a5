import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pause } from './crowd.ts'

const times = 200
const bytes = 1024
const everyMs = 5

/** How long one append of about 1 kB with its `fdatasync` takes in this folder, in ms, each time it was tried. */
export async function probeFsync(folder: string): Promise<number[]> {
  const path = join(folder, 'fsync-probe')
  const file = await open(path, 'a')
  const took: number[] = []
  try {
    for (let time = 0; time < times; time++) {
      const start = performance.now()
      await file.write(Buffer.alloc(bytes, 'x'))
      await file.datasync()
      took.push(performance.now() - start)
      await pause(everyMs)
    }
  } finally {
    await file.close()
    await rm(path)
  }
  return took
}
