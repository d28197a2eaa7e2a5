import { createHash } from 'node:crypto'
import { checked } from '#server/platform/dispatch.ts'
import type { Hub } from '#server/platform/hub.ts'
import { seal, unseal } from '#server/platform/vault.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { faultOfBallot, roundOf } from '#shared/decisions/decision.ts'
import { leafOf } from '#shared/decisions/leaves.ts'
import { SecretCast, type SecretReceipt } from '#shared/decisions/secret.contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { freshDecision } from './access.ts'
import { findSealed } from './ballot.model.ts'
import { isToken, makeKeyPair, readPrivateKey, readPublicKey, signBlinded } from './blindSigning.ts'
import { isOpen, noteAndClose } from './casting.ts'
import { signReceipt } from './receipts.ts'
import { dropSecretBallot, findRoundKey, keepRoundKey, keepSecretBallot } from './secret.model.ts'

const sealingMs = 400

interface RoundPlace {
  room: string
  decision: string
  round: number
}

/** The public key of a round, which is made here where there is none yet; SPKI in base64. */
export async function keyOfRound(hub: Hub, { room, decision, round }: RoundPlace): Promise<string> {
  const _id = roundOf({ id: decision, round })
  const held = await findRoundKey(hub.store, _id)
  if (held) return held.publicKey
  const { publicKey, privateKey } = await makeKeyPair()
  return (await keepRoundKey(hub.store, { _id, room, publicKey, privateKey: seal(hub.config, privateKey) })).publicKey
}

/** Signs what nobody can read, in hexadecimal, by the key of an open round. */
export async function signForRound(hub: Hub, of: string, blinded: string): Promise<string> {
  const { privateKey } = (await findRoundKey(hub.store, of)) ?? {}
  if (!privateKey) throw new Refusal('wrong_state', 'decisions.notOpen')
  const opened = unseal(hub.config, privateKey)
  if (!opened) throw new Error(`the key of ${of} was sealed with another secret`)
  const signature = signBlinded(readPrivateKey(opened), Buffer.from(blinded, 'hex'))
  if (!signature) {
    throw new Refusal('invalid_input', 'platform.checkInput', { fields: { blinded: 'platform.field.invalid' } })
  }
  return signature.toString('hex')
}

/**
 * Takes a ballot from nobody in particular. The same again gets the same receipt, also once it is sealed. It is
 * acknowledged only if the round is still open after it was stored: so all that are acknowledged are counted.
 */
export async function castSecretly(hub: Hub, body: unknown): Promise<SecretReceipt> {
  const cast = checked(SecretCast, body)
  const { decision: id, serial, signature, nonce, ballot } = cast
  const of = roundOf({ id, round: cast.round })
  const key = await findRoundKey(hub.store, of)
  if (!key) throw new Refusal('not_found', 'platform.notFound')
  const token = { serial: Buffer.from(serial, 'hex'), signature: Buffer.from(signature, 'hex') }
  // Before anything that costs more: without a token one gets no further.
  if (!isToken(readPublicKey(key.publicKey), token)) throw new Refusal('not_allowed', 'decisions.tokenFalse')
  const decision = await freshDecision(hub, key.room, id)
  const mayCome = decision.round === cast.round && isOpen(decision, hub.clock.now().getTime())
  if (!mayCome) return afterClosing(hub, decision, cast)
  const fault = faultOfBallot(decision, ballot)
  if (fault) throw new Refusal('invalid_input', fault)
  const _id = secretId(cast)
  const held = await keepSecretBallot(hub.store, { _id, serial, nonce, signature, ballot })
  if (leafOf(held) !== leafOf(cast)) throw new Refusal('conflict', 'decisions.tokenUsed')
  const after = await freshDecision(hub, key.room, id)
  if (after.round !== cast.round || after.state !== 'open') return afterClosing(hub, after, cast)
  await noteAndClose(hub, key.room, after)
  return receiptFor(hub, cast)
}

/** Whoever comes late, or asks again, learns whether the ballot was counted once that is certain. */
async function afterClosing(hub: Hub, decision: Decision, cast: SecretCast): Promise<SecretReceipt> {
  if (decision.round === cast.round && (decision.state === 'open' || decision.state === 'closing')) {
    throw new Refusal('unavailable', 'decisions.beingCounted', { retryAfterMs: sealingMs })
  }
  const sealed = await findSealed(hub.store, roundOf({ id: cast.decision, round: cast.round }))
  const leaf = leafOf(cast)
  const isCounted = sealed?.ballots.some((one) => one.serial === cast.serial && leafOfSealed(one) === leaf)
  if (isCounted) return receiptFor(hub, cast)
  await dropSecretBallot(hub.store, secretId(cast))
  throw closed()
}

const leafOfSealed = ({ serial, nonce, content }: { serial: string; nonce: string; content: unknown }) =>
  leafOf({ serial, nonce, ballot: content })

function receiptFor(hub: Hub, cast: SecretCast): SecretReceipt {
  const leaf = leafOf(cast)
  return { leaf, receipt: signReceipt(hub.config, { decision: cast.decision, round: cast.round, leaf }) }
}

/** Ids sort by a hash, so that their order tells nothing of the order in which ballots came. */
const secretId = ({ decision, round, serial }: SecretCast) =>
  `${roundOf({ id: decision, round })}:${createHash('sha256').update(serial).digest('hex')}`

const closed = () => new Refusal('wrong_state', 'decisions.closedBefore')
