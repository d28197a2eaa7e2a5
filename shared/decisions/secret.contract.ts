import { z } from 'zod'
import { command, Id } from '#shared/platform/contract.ts'
import { Ballot } from './ballot.shape.ts'

const hexOf = (bytes: number) => z.string().regex(new RegExp(`^[\\da-f]{${2 * bytes}}$`))
/** As long as the key of a round. */
const Signature = hexOf(256)
const Round = z.coerce.number().int().min(1)

export const secretCommands = {
  'ballot.token': command({
    summary: 'Have a blinded serial signed, once for each seat that one votes for; what is signed cannot be read',
    http: 'PUT /rooms/{room}/decisions/{decision}/tokens/{seat}',
    room: null,
    input: z.strictObject({ room: Id, decision: Id, round: Round, seat: Id, blinded: Signature }),
    output: z.strictObject({ signature: Signature }),
  }),
}

/** What is sent to `POST /api/ballots`, by nobody in particular: the token opens the way, not who one is. */
export const SecretCast = z.strictObject({
  decision: Id,
  round: z.number().int().min(1),
  serial: hexOf(32),
  /** Of the round's key over the serial. */
  signature: Signature,
  nonce: hexOf(32),
  ballot: Ballot,
})
export type SecretCast = z.infer<typeof SecretCast>

/** The ballot's leaf, and the hub's word (Ed25519) that it has it. */
export const SecretReceipt = z.strictObject({ leaf: hexOf(32), receipt: hexOf(64) })
export type SecretReceipt = z.infer<typeof SecretReceipt>
