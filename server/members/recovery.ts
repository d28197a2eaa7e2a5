import { randomBytes } from 'node:crypto'
import { findAccount, setPassword } from '#server/platform/account.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import { dropSecondFactor } from '#server/platform/secondFactor.model.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'

export interface Recoverable {
  person: Person
  email: string
}

/** People of the secretariat who have an account, the suspended too. */
export async function findRecoverable(hub: Hub): Promise<Recoverable[]> {
  const room = await hub.rooms.fresh(clusterRoom)
  const found: Recoverable[] = []
  for (const person of room?.all('person') ?? []) {
    if (!person.seats.includes('secretariat') || person.state === 'invited') continue
    const account = await findAccount(hub.store, person.id)
    if (account) found.push({ person, email: account.email })
  }
  return found
}

/** Sets a new password, drops the second factor, ends whatever was signed in with the old one, and reinstates the person in the record. */
export async function recoverAccount(hub: Hub, { person }: Recoverable, password: string): Promise<void> {
  await setPassword(hub.store, person.id, password, hub.clock.now())
  await dropSecondFactor(hub.store, person.id)
  await hub.sessions.revoke({ key: `person:${person.id}`, reason: 'revoked' })
  if (person.state !== 'suspended') return
  const cid = `recover-${randomBytes(12).toString('hex')}`
  const deed = { name: 'person.recover', input: { person: person.id }, actor: systemActor, cid }
  const reply = await hub.dispatch(deed)
  if (!reply.ok) throw new Refusal(reply.error.code, reply.error.key, reply.error.details)
}
