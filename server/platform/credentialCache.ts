import type { Clock } from './clock.ts'
import type { Credential } from './sessions.ts'

const keptMs = 5000
const mostKept = 20_000
const mostReads = 3

/** Credentials found within the last seconds, by what named them. Those that were not found are not kept. */
export class CredentialCache {
  readonly #clock: Clock
  readonly #kept = new Map<string, { credential: Credential; until: number }>()
  readonly #reading = new Map<string, Promise<Credential | null>>()
  #revocations = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Reads where nothing is kept; many who ask for the same at once share one read. */
  async find(name: string | null, read: () => Promise<Credential | null>): Promise<Credential | null> {
    if (name === null) return null
    const now = this.#clock.now().getTime()
    const kept = this.#kept.get(name)
    if (kept && kept.until > now && kept.credential.expiresAt > now) return kept.credential
    this.#kept.delete(name)
    const reading = this.#reading.get(name) ?? this.#read(name, read).finally(() => this.#reading.delete(name))
    this.#reading.set(name, reading)
    return reading
  }

  /** A revocation of a credential, or of `person:...`. */
  forget(key: string): void {
    this.#revocations++
    for (const [name, { credential }] of this.#kept) {
      if (credential.key === key || `person:${credential.personId}` === key) this.#kept.delete(name)
    }
  }

  /** What was revoked while it was being read may have been read too early: it is read again. */
  async #read(name: string, read: () => Promise<Credential | null>): Promise<Credential | null> {
    for (let reads = 1; ; reads++) {
      const before = this.#revocations
      const credential = await read()
      if (credential === null) return null
      if (before !== this.#revocations && reads < mostReads) continue
      if (before === this.#revocations) this.#keep(name, credential)
      return credential
    }
  }

  #keep(name: string, credential: Credential): void {
    this.#kept.set(name, { credential, until: this.#clock.now().getTime() + keptMs })
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!)
  }
}
