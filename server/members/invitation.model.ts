import { createHash, createHmac } from 'node:crypto'
import { Schema } from 'mongoose'
import type { Config } from '#server/platform/config.ts'
import { linkTo } from '#server/platform/mail.ts'
import { collection, ignoreDuplicates, type Store } from '#server/platform/store.ts'

/** An open invitation. The token in its link follows from the server's secret and the deed; only its hash is kept. */
export interface InvitationRow {
  _id: string
  person: string
  by: string
  cid: string
  createdAt: Date
  expiresAt: Date
  /** The acceptance under way, so that two at once cannot both set a password. */
  claim: { cid: string; at: Date } | null
}

const openDays = 14
const claimMs = 60_000

const schema = new Schema<InvitationRow>(
  {
    _id: String,
    person: String,
    by: String,
    cid: String,
    createdAt: Date,
    expiresAt: Date,
    claim: { type: new Schema({ cid: String, at: Date }, { _id: false }), default: null },
  },
  { versionKey: false, autoIndex: false },
)
schema.index({ person: 1, createdAt: -1 })
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
export const invitations = collection<InvitationRow>('invitations', schema)

type Deed = Pick<InvitationRow, 'by' | 'cid'>

export const invitationToken = ({ secret }: Pick<Config, 'secret'>, { by, cid }: Deed): string =>
  createHmac('sha256', secret).update(`invitation\n${by}\n${cid}`).digest('base64url')

/** The page that an invitation opens. */
export const invitationLink = (config: Pick<Config, 'secret' | 'publicUrl'>, deed: Deed): string =>
  linkTo(config, `/invitations/${invitationToken(config, deed)}`)

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Keeps invitations, each of a deed of its own; a repeat changes nothing. */
export async function keepInvitations(
  store: Store,
  config: Pick<Config, 'secret'>,
  { wanted, now }: { wanted: (Deed & { person: string })[]; now: Date },
): Promise<void> {
  if (wanted.length === 0) return
  const expiresAt = new Date(now.getTime() + openDays * 24 * 3600_000)
  const rows = wanted.map(({ person, by, cid }) => {
    const _id = hashOf(invitationToken(config, { by, cid }))
    return { _id, person, by, cid, createdAt: now, expiresAt, claim: null }
  })
  await invitations(store)
    .collection.insertMany(rows as never, { ordered: false })
    .catch(ignoreDuplicates)
}

export async function findInvitation(store: Store, token: string, now: Date): Promise<InvitationRow | null> {
  return await invitations(store)
    .findOne({ _id: hashOf(token), expiresAt: { $gt: now } })
    .lean<InvitationRow>()
}

/** Whether this deed may accept the invitation: nobody else is about to. */
export async function claimInvitation(store: Store, token: string, cid: string, now: Date): Promise<boolean> {
  const stale = new Date(now.getTime() - claimMs)
  const { matchedCount } = await invitations(store).updateOne(
    { _id: hashOf(token), $or: [{ claim: null }, { 'claim.cid': cid }, { 'claim.at': { $lt: stale } }] },
    { $set: { claim: { cid, at: now } } },
  )
  return matchedCount > 0
}

export async function findNewestInvitation(store: Store, person: string): Promise<InvitationRow | null> {
  return await invitations(store).findOne({ person }).sort({ createdAt: -1 }).lean<InvitationRow>()
}

/** Of each of these people the newest invitation that is still good. */
export async function findNewestInvitations(
  store: Store,
  people: string[],
  now: Date,
): Promise<Map<string, InvitationRow>> {
  const rows = await invitations(store)
    .find({ person: { $in: people }, expiresAt: { $gt: now } })
    .sort({ createdAt: 1 })
    .lean<InvitationRow[]>()
  return new Map(rows.map((row) => [row.person, row]))
}

/** Ends the earlier invitations of somebody who has got a newer one. */
export async function forgetEarlierInvitations(store: Store, { person, createdAt }: InvitationRow): Promise<void> {
  await invitations(store).deleteMany({ person, createdAt: { $lt: createdAt } })
}

export async function forgetInvitations(store: Store, people: string[]): Promise<void> {
  await invitations(store).deleteMany({ person: { $in: people } })
}
