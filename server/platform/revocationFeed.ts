import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { addRevocation, findNewestRevocation, revocationsFrom } from './revocations.model.ts'
import type { Revocation } from './sessions.ts'
import type { Store } from './store.ts'

const lookEveryMs = 400
/** Rows become visible a little out of the order of their times; so far back each look reads again. */
const overlapMs = 10_000

/** Revocations of every process on this database, each told once: own ones at once, others' within a second. */
export class RevocationFeed {
  readonly #store: Store
  readonly #log: Logger
  readonly #hear: (revocation: Revocation) => void
  #heard = new Map<string, number>()
  #newestAt = 0
  #isOpen = true
  #timer: NodeJS.Timeout | null = null
  #look: Promise<void>
  /** From here on nothing is missed: what is found before may have been revoked unheard. */
  readonly started: Promise<void>

  constructor(store: Store, log: Logger, hear: (revocation: Revocation) => void) {
    this.#store = store
    this.#log = log
    this.#hear = hear
    this.started = this.#start()
    this.#look = this.started
  }

  /** Stores a revocation and tells it here; resolves once it is stored. */
  async add(revocation: Revocation): Promise<void> {
    const id = randomUUID()
    this.#heard.set(id, Number.POSITIVE_INFINITY)
    try {
      await addRevocation(this.#store, id, revocation)
    } finally {
      this.#hear(revocation)
    }
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#isOpen = false
    await this.#look
  }

  /** What was revoked before this process started is of no concern to it: no credential has been found yet. */
  async #start(): Promise<void> {
    try {
      const newest = await findNewestRevocation(this.#store)
      this.#newestAt = newest?.at.getTime() ?? 0
      for (const { _id, at } of await this.#rows()) this.#heard.set(_id, at.getTime())
    } catch (error) {
      this.#log.error({ err: error }, 'revocations cannot be read')
    }
    this.#next()
  }

  #next(): void {
    if (!this.#isOpen) return
    this.#timer = setTimeout(() => {
      this.#look = this.#lookOnce().finally(() => this.#next())
    }, lookEveryMs).unref()
  }

  async #lookOnce(): Promise<void> {
    try {
      for (const { _id, at, key, reason } of await this.#rows()) {
        this.#newestAt = Math.max(this.#newestAt, at.getTime())
        const isNews = !this.#heard.has(_id)
        this.#heard.set(_id, at.getTime())
        if (isNews) this.#hear({ key, reason })
      }
      const oldest = this.#newestAt - 2 * overlapMs
      for (const [id, at] of this.#heard) if (at < oldest) this.#heard.delete(id)
    } catch (error) {
      this.#log.error({ err: error }, 'revocations cannot be read')
    }
  }

  #rows() {
    return revocationsFrom(this.#store, new Date(Math.max(0, this.#newestAt - overlapMs)))
  }
}
