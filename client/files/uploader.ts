import { retryAfter } from '#client/platform/retry.ts'
import type { Upload } from '#shared/files/file.shape.ts'
import { isOnList } from '#shared/files/file.ts'
import { Refusal, type RefusalCode } from '#shared/platform/refusal.ts'
import { setTray, type TrayItem, trayOf } from './tray.store.ts'

export interface Limits {
  largest: number
  piece: number
  perMessage: number
  types: readonly string[]
}

/** What the uploader asks of the world; each throws a Refusal. */
export interface UploaderSurroundings {
  limits(): Promise<Limits>
  offer(ask: { room: string; name: string; size: number }, cid: string): Promise<Upload>
  find(upload: string): Promise<Upload>
  withdraw(upload: string): Promise<unknown>
  piece(
    upload: string,
    given: { offset: number; body: Blob; onSent(bytes: number): void; signal: AbortSignal },
  ): Promise<Upload>
  /** Writes the bytes down, so that a reload does not lose them. */
  keep(key: string, file: File): void
  newCid(): string
  /** Resolves after the time, or as soon as there is a connection again. */
  pause(ms: number): Promise<void>
}

interface Job {
  room: string
  file: File
  cid: string
  upload: Upload | null
  failures: number
  over: AbortController
}

const atOnce = 2
const usualPiece = 1_048_576
/** A no that may be a yes later. */
const passing = new Set<RefusalCode>(['unavailable', 'too_many_requests', 'internal', 'not_signed_in'])
/** After so many answers that something broke, the author is told. */
const longestPatience = 8
/** Told before the bytes have travelled, where the browser knows the kind. */
const knownByBrowser = /^(image|video|audio)\//

/** Brings files to the hub, a few at once, each on from where it was cut, for as long as the page lives. */
export function createUploader(at: UploaderSurroundings) {
  const jobs = new Map<string, Job>()
  const queue: string[] = []
  let running = 0

  function change(room: string, key: string, news: Partial<TrayItem>) {
    setTray(room, { items: trayOf(room).items.map((item) => (item.key === key ? { ...item, ...news } : item)) })
  }

  function refuse(room: string, key: string, { code, key: sentence, details }: Refusal, mayRetry: boolean) {
    change(room, key, { state: 'refused', refusal: { code, key: sentence, details }, mayRetry })
    setTray(room, { isArmed: false })
  }

  function next() {
    while (running < atOnce && queue.length > 0) {
      const key = queue.shift()!
      const job = jobs.get(key)
      if (!job) continue
      running++
      void bring(key, job).finally(() => {
        running--
        next()
      })
    }
  }

  /** Tries until the file is there, refused for good, or called off. */
  async function bring(key: string, job: Job) {
    while (!job.over.signal.aborted) {
      try {
        const { file } = await attempt(key, job)
        if (job.over.signal.aborted) return
        change(job.room, key, { state: 'done', sent: job.file.size, file })
        jobs.delete(key)
        return
      } catch (thrown) {
        if (job.over.signal.aborted) return
        if (!(await goesOn(key, job, thrown))) return
      }
    }
  }

  async function attempt(key: string, job: Job): Promise<Upload> {
    const { file, room, cid } = job
    job.upload = job.upload
      ? await at.find(job.upload.upload)
      : await at.offer({ room, name: file.name, size: file.size }, cid)
    const { piece } = await at.limits().catch(() => ({ piece: usualPiece }))
    while (!job.upload.file) {
      const offset = job.upload.received
      const body = file.slice(offset, offset + piece)
      await mustBeReadable(body)
      change(room, key, { state: 'sending', sent: offset })
      const onSent = (bytes: number) => {
        const sent = Math.min(file.size, offset + bytes)
        change(room, key, { sent, state: sent === file.size ? 'checking' : 'sending' })
      }
      job.upload = await at.piece(job.upload.upload, { offset, body, onSent, signal: job.over.signal })
      job.failures = 0
    }
    return job.upload
  }

  /** Whether to try again, after a while; otherwise the author has been told. */
  async function goesOn(key: string, job: Job, thrown: unknown): Promise<boolean> {
    const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
    job.failures++
    if (refusal.code === 'conflict') return job.failures < longestPatience
    // Swept after a day without a connection: it begins anew.
    if (refusal.code === 'not_found' && job.upload !== null) {
      job.upload = null
      job.cid = at.newCid()
      change(job.room, key, { cid: job.cid })
      return true
    }
    if (passing.has(refusal.code) && !(refusal.code === 'internal' && job.failures >= longestPatience)) {
      change(job.room, key, { state: 'waiting' })
      await at.pause(refusal.details.retryAfterMs ?? retryAfter(job.failures))
      return true
    }
    refuse(job.room, key, refusal, refusal.code === 'internal' || refusal.key === 'files.quota')
    return false
  }

  function enqueue({ key, cid }: Pick<TrayItem, 'key' | 'cid'>, room: string, file: File) {
    jobs.set(key, { room, file, cid, upload: null, failures: 0, over: new AbortController() })
    queue.push(key)
    next()
  }

  return {
    /** Puts files into the room's tray, in their order, and begins to upload those that may go. */
    async add(room: string, files: readonly File[]): Promise<void> {
      const items = files.map((file) => itemOf(file, at.newCid()))
      setTray(room, { items: [...trayOf(room).items, ...items] })
      const limits = await at.limits().catch(() => null)
      for (const [place, item] of items.entries()) {
        const { key } = item
        // Taken out again meanwhile.
        const position = trayOf(room).items.findIndex((item) => item.key === key)
        if (position < 0) continue
        const why = limits && reasonAgainst(files[place]!, position, limits)
        if (why) refuse(room, key, why, false)
        else {
          at.keep(key, files[place]!)
          enqueue(item, room, files[place]!)
        }
      }
    },
    /** Goes on with a file that stands in the tray since before a reload; without its bytes, it has to be chosen again. */
    resume(room: string, item: TrayItem, file: File | null): void {
      // Taken out again meanwhile.
      if (!trayOf(room).items.some(({ key }) => key === item.key)) return
      if (file) {
        change(room, item.key, { picture: pictureOf(file) })
        enqueue(item, room, file)
      } else refuse(room, item.key, new Refusal('not_found', 'files.lost'), false)
    },
    /** Takes a file out again; what has come of it is removed at the hub too. */
    remove(room: string, { key, picture, file }: TrayItem): void {
      const job = jobs.get(key)
      jobs.delete(key)
      job?.over.abort()
      if (picture) URL.revokeObjectURL(picture)
      setTray(room, { items: trayOf(room).items.filter((item) => item.key !== key), isArmed: false })
      const upload = job?.upload?.upload ?? file?.id
      // If this is lost, the hub sweeps it away by itself.
      if (upload) void at.withdraw(upload).catch(() => undefined)
    },
    retry(room: string, { key }: TrayItem): void {
      const job = jobs.get(key)
      if (!job) return
      const cid = at.newCid()
      change(room, key, { state: 'waiting', refusal: null, cid })
      enqueue({ key, cid }, room, job.file)
    },
    /** Whoever signs out takes nothing further. */
    stop(): void {
      for (const { over } of jobs.values()) over.abort()
      jobs.clear()
      queue.length = 0
    },
  }
}

const pictureOf = (file: File) =>
  /^image\/(jpeg|png|webp|gif|avif)$/.test(file.type) ? URL.createObjectURL(file) : null

const itemOf = (file: File, key: string): TrayItem => ({
  key,
  cid: key,
  name: file.name,
  size: file.size,
  type: file.type,
  state: 'waiting',
  sent: 0,
  file: null,
  refusal: null,
  mayRetry: false,
  picture: pictureOf(file),
})

function reasonAgainst(file: File, position: number, { largest, perMessage, types }: Limits): Refusal | null {
  if (position >= perMessage) return new Refusal('too_large', 'files.tooMany', { values: { most: perMessage } })
  if (file.size > largest) {
    return new Refusal('too_large', 'files.tooLarge', { values: { most: Math.round(largest / 1_000_000) } })
  }
  if (file.size === 0) return new Refusal('invalid_input', 'files.empty')
  if (knownByBrowser.test(file.type) && !isOnList(file.type, types)) {
    return new Refusal('invalid_input', 'files.type', { values: { type: file.type } })
  }
  return null
}

/** A file that was moved or changed since it was chosen cannot be read, which a request would call a lost connection. */
async function mustBeReadable(body: Blob): Promise<void> {
  await body
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new Refusal('invalid_input', 'files.changed')
    })
}
