import { randomBytes } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { SecretCast, SecretReceipt } from '#shared/decisions/secret.contract.ts'
import type { Reply } from '#shared/platform/refusal.ts'
import type { Member } from './member.ts'

const suite = RSABSSA.SHA384.PSS.Deterministic()
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (text: string, encoding: 'hex' | 'base64') => Uint8Array.from(Buffer.from(text, encoding))

/** The round that somebody votes in; `key` as the log names it. */
export interface SecretRound {
  room: string
  decision: string
  round: number
  key: string
}
export type Token = Pick<SecretCast, 'serial' | 'signature' | 'nonce'>

const importKey = (key: string) =>
  crypto.subtle.importKey('spki', bytesOf(key, 'base64'), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])

/** A serial that only its voter knows, and what the hub gets to see of it. */
export async function blinded({ key }: Pick<SecretRound, 'key'>) {
  const serial = randomBytes(32)
  const { blindedMsg, inv } = await suite.blind(await importKey(key), serial)
  return { serial, inverse: inv, blinded: hex(blindedMsg) }
}

/** Fetches the token of one's own seat, signed in as one is, and takes the blinding off. */
export async function tokenFor(member: Member, at: SecretRound, seat = member.person): Promise<Token> {
  const made = await blinded(at)
  const { room, decision, round } = at
  const { signature } = await member.send('ballot.token', { room, decision, round, seat, blinded: made.blinded })
  return tokenOf(at, made, signature)
}

export async function tokenOf(
  { key }: Pick<SecretRound, 'key'>,
  { serial, inverse }: Awaited<ReturnType<typeof blinded>>,
  signature: string,
): Promise<Token> {
  const whole = await suite.finalize(await importKey(key), serial, bytesOf(signature, 'hex'), inverse)
  return { serial: hex(serial), signature: hex(whole), nonce: hex(randomBytes(32)) }
}

/** Posts a ballot as nobody in particular. */
export async function castAt(
  { url }: { url: string },
  { decision, round }: Pick<SecretRound, 'decision' | 'round'>,
  token: Token,
  ballot: Ballot,
): Promise<Reply<SecretReceipt>> {
  return postBallot({ url }, { decision, round, ...token, ballot })
}

export async function postBallot({ url }: { url: string }, body: unknown): Promise<Reply<SecretReceipt>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/ballots`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Reply<SecretReceipt>
}
