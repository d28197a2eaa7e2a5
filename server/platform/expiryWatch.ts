import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Credential, Revocation } from './sessions.ts'

const lookEveryMs = 500

interface WatchSurroundings {
  clock: Clock
  log: Logger
  stands(credential: Credential): Promise<Credential | null>
  hear(revocation: Revocation): void
}

/** Tells of credentials found here whose time is over, unless it has been prolonged meanwhile. */
export class ExpiryWatch {
  readonly #around: WatchSurroundings
  readonly #watched = new Map<string, Credential>()
  readonly #timer: NodeJS.Timeout
  #soonest = Number.POSITIVE_INFINITY

  constructor(around: WatchSurroundings) {
    this.#around = around
    this.#timer = setInterval(() => this.#look(), lookEveryMs).unref()
  }

  add(credential: Credential): void {
    this.#watched.set(credential.key, credential)
    this.#soonest = Math.min(this.#soonest, credential.expiresAt)
  }

  forget(key: string): void {
    this.#watched.delete(key)
    if (!key.startsWith('person:')) return
    for (const [name, { personId }] of this.#watched) if (key === `person:${personId}`) this.#watched.delete(name)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = this.#around.clock.now().getTime()
    if (now < this.#soonest) return
    const over: Credential[] = []
    this.#soonest = Number.POSITIVE_INFINITY
    for (const credential of this.#watched.values()) {
      if (credential.expiresAt <= now) over.push(credential)
      else this.#soonest = Math.min(this.#soonest, credential.expiresAt)
    }
    for (const credential of over) {
      this.#watched.delete(credential.key)
      void this.#end(credential)
    }
  }

  async #end(credential: Credential): Promise<void> {
    try {
      const prolonged = await this.#around.stands(credential)
      if (prolonged) return this.add(prolonged)
      this.#around.hear({ key: credential.key, reason: 'expired' })
    } catch (error) {
      this.#around.log.warn({ err: error }, 'credential not asked for; tried again')
      this.add(credential)
    }
  }
}
