import { Worker } from 'node:worker_threads'

const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 }
const usualPatienceMs = 10_000
/** What claims to be longer than a day says nothing that could be believed. */
const longest = 86_400

/**
 * How long a recording is, in seconds to a tenth; null where it cannot be told. It is read in a thread of its own with
 * little memory and time: bytes that were made to keep a reader busy cost no more than that, and only their length.
 */
export async function lengthOf(bytes: Uint8Array, type: string, patienceMs = usualPatienceMs): Promise<number | null> {
  const worker = new Worker(new URL('./recordingWorker.ts', import.meta.url), {
    workerData: { bytes, type },
    resourceLimits,
  })
  const read = Promise.withResolvers<unknown>()
  worker.once('message', read.resolve)
  // Out of memory.
  worker.once('error', () => read.resolve(null))
  const late = setTimeout(() => read.resolve(null), patienceMs)
  const seconds = await read.promise
  clearTimeout(late)
  await worker.terminate()
  return typeof seconds === 'number' && seconds > 0 && seconds < longest ? Math.round(seconds * 10) / 10 : null
}
