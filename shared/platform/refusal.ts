/** Why the hub said no, with its HTTP status. Anything thrown that is not a Refusal is a bug. */
export const refusalStatus = {
  invalid_input: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  wrong_state: 409,
  conflict: 409,
  already_done: 409,
  too_large: 413,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const
export type RefusalCode = keyof typeof refusalStatus

/** `fields` names the wrong inputs as `path -> sentence key`; `values` fills the placeholders of the sentence. */
export interface RefusalDetails {
  fields?: Record<string, string>
  values?: Record<string, string | number>
  retryAfterMs?: number
}

/** `key` is a key of `shared/refusals.ts`, where the sentence for the member stands in each language. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly key: string
  readonly details: RefusalDetails

  constructor(code: RefusalCode, key: string, details: RefusalDetails = {}) {
    super(`${code}: ${key}`)
    this.name = 'Refusal'
    this.code = code
    this.key = key
    this.details = details
  }
}

export interface RefusalShape {
  code: RefusalCode
  key: string
  details: RefusalDetails
}

export type Reply<Data> = { ok: true; data: Data } | { ok: false; error: RefusalShape }

export const asReply = (refusal: Refusal): Reply<never> => ({
  ok: false,
  error: { code: refusal.code, key: refusal.key, details: refusal.details },
})
