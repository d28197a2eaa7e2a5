import { createHash } from 'node:crypto'
import { Schema } from 'mongoose'
import { collection, duplicateKey, type Store } from './store.ts'

export interface MailRow {
  _id: string
  key: string
  to: string
  subject: string
  text: string
  at: Date
  state: 'kept' | 'sent' | 'failed'
  /** When it is to be tried next; null for a mail that is only kept. */
  dueAt: Date | null
  tries: number
  /** Who writes its words when it goes out, and about what; absent for a mail that holds its own. */
  writer?: string
  about?: string
}

const keptSeconds = 90 * 24 * 3600

const schema = new Schema<MailRow>(
  {
    _id: String,
    key: String,
    to: String,
    subject: String,
    text: String,
    at: Date,
    state: String,
    dueAt: Date,
    tries: Number,
    writer: String,
    about: String,
  },
  { versionKey: false, autoIndex: false },
)
schema.index({ key: 1 }, { unique: true })
schema.index({ dueAt: 1 })
schema.index({ at: 1 }, { expireAfterSeconds: keptSeconds })
export const mails = collection<MailRow>('mails', schema)

/** Keeps a mail; one of the same key that is already there stays as it is. */
export async function keepMail(store: Store, mail: Omit<MailRow, '_id' | 'state' | 'tries'>): Promise<void> {
  const _id = `m-${createHash('sha256').update(mail.key).digest('hex').slice(0, 32)}`
  await mails(store)
    .create({ _id, ...mail, state: 'kept', tries: 0 })
    .catch((error: unknown) => {
      if (!duplicateKey(error)) throw error
    })
}

export async function hasMail(store: Store, key: string): Promise<boolean> {
  return (await mails(store).exists({ key })) !== null
}

/** A mail that has nothing to say any more is as if it had never been. */
export async function dropMail(store: Store, id: string): Promise<void> {
  await mails(store).deleteOne({ _id: id })
}

/** Takes the mail that has been due longest, for as long as the lease lasts: no other process takes it meanwhile. */
export async function leaseDueMail(store: Store, now: Date, leaseMs: number): Promise<MailRow | null> {
  return await mails(store)
    .findOneAndUpdate(
      { dueAt: { $lte: now } },
      { $set: { dueAt: new Date(now.getTime() + leaseMs) }, $inc: { tries: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    )
    .lean<MailRow>()
}

/** A sent mail's text goes: what it held was for its reader alone. */
export async function markSent(store: Store, id: string): Promise<void> {
  await mails(store).updateOne({ _id: id }, { $set: { state: 'sent', dueAt: null, text: '' } })
}

export async function putOff(store: Store, id: string, dueAt: Date): Promise<void> {
  await mails(store).updateOne({ _id: id }, { $set: { dueAt } })
}

export async function markFailed(store: Store, id: string): Promise<void> {
  await mails(store).updateOne({ _id: id }, { $set: { state: 'failed', dueAt: null } })
}

/** The newest mails before a moment, a page of them. */
export async function findMailsBefore(store: Store, before: Date | null, limit: number): Promise<MailRow[]> {
  return await mails(store)
    .find(before ? { at: { $lt: before } } : {})
    .sort({ at: -1 })
    .limit(limit)
    .lean<MailRow[]>()
}

/** Everything that went, or was to go, to these addresses. */
export async function forgetMailsTo(store: Store, addresses: string[]): Promise<void> {
  await mails(store).deleteMany({ to: { $in: addresses } })
}
