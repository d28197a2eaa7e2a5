import { parentPort, workerData } from 'node:worker_threads'
import { parseBuffer } from 'music-metadata'

/** The thread's side of `lengthOf`. */
const { bytes, type } = workerData as { bytes: Uint8Array; type: string }
const seconds = await parseBuffer(bytes, { mimeType: type }, { duration: true, skipCovers: true }).then(
  ({ format }) => format.duration ?? null,
  () => null,
)
parentPort!.postMessage(seconds)
