import { findAccount, isPasswordOf } from '#server/platform/account.model.ts'
import type { Hub } from '#server/platform/hub.ts'
import { Refusal } from '#shared/platform/refusal.ts'

/** The password of whoever asks, once more; wrong ones count as tries to sign in. Refuses for seats that all visitors of a demo share. */
export async function mustKnowPassword(hub: Hub, person: string, password: string): Promise<void> {
  const account = await findAccount(hub.store, person)
  if (account?.demoPassword !== undefined) throw new Refusal('not_allowed', 'members.demoSeat')
  await hub.limits.consume('passwordOfPerson', person)
  if (!(await isPasswordOf(hub.store, person, password))) {
    throw new Refusal('invalid_input', 'platform.checkInput', { fields: { password: 'members.passwordWrong' } })
  }
  await hub.limits.forget('passwordOfPerson', person)
}
