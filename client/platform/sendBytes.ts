import { Refusal, type Reply } from '#shared/platform/refusal.ts'
import { openReply } from './rest.ts'

export interface BytesToSend {
  /** Address of the hub's own, `/api/uploads/...`. */
  path: string
  headers: Record<string, string>
  body: Blob
  /** Hears how many bytes have gone out so far. */
  onSent(bytes: number): void
  signal: AbortSignal
}

/** Without a sign of life for so long the way counts as cut. */
const silenceMs = 30_000

/** Sends bytes and tells how far they are, which `fetch` cannot; throws a Refusal, also where it was called off. */
export function sendBytes<Data>({ path, headers, body, onSent, signal }: BytesToSend): Promise<Data> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let silence: ReturnType<typeof setTimeout> | undefined
    const alive = () => {
      clearTimeout(silence)
      silence = setTimeout(() => request.abort(), silenceMs)
    }
    const callOff = () => request.abort()
    const end = () => {
      clearTimeout(silence)
      signal.removeEventListener('abort', callOff)
    }
    const fail = () => {
      end()
      reject(new Refusal('unavailable', 'platform.offline'))
    }
    request.open('PATCH', path)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded }) => {
      alive()
      onSent(loaded)
    }
    request.onerror = fail
    request.onabort = fail
    request.onload = () => {
      end()
      try {
        resolve(openReply(JSON.parse(request.responseText) as Reply<Data>))
      } catch (thrown) {
        // A proxy that speaks for a hub that is away sends no JSON.
        reject(thrown instanceof Refusal ? thrown : new Refusal('unavailable', 'platform.unavailable'))
      }
    }
    signal.addEventListener('abort', callOff)
    if (signal.aborted) return fail()
    alive()
    request.send(body)
  })
}
