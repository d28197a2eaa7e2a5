import type { Hub } from '#server/platform/hub.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import { systemActor } from '#shared/platform/actor.ts'
import { Refusal } from '#shared/platform/refusal.ts'

/** The hub's own deed, where nobody may do it by themselves. The same `cid` does it once. */
export async function asHub<C extends CommandName>(hub: Hub, name: C, input: Ask<C>, cid: string): Promise<Output<C>> {
  const reply = await hub.dispatch({ name, input, actor: systemActor, cid })
  if (!reply.ok) throw new Refusal(reply.error.code, reply.error.key, reply.error.details)
  return reply.data as Output<C>
}
