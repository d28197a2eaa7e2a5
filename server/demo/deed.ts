import type { Hub } from '#server/platform/hub.ts'
import type { Ask, CommandName, Output } from '#shared/contract.ts'
import type { Actor } from '#shared/platform/actor.ts'

export interface Deed<C extends CommandName> {
  name: C
  actor: Actor
  input: Ask<C>
  /** The same at each start, so that a seeding that was cut short goes on where it stopped. */
  cid: string
}

/** One true command. Whatever the hub refuses here is a mistake in the demo itself. */
export async function perform<C extends CommandName>(
  hub: Hub,
  { name, actor, input, cid }: Deed<C>,
): Promise<Output<C>> {
  const reply = await hub.dispatch({ name, input, actor, cid })
  if (!reply.ok) throw new Error(`demo: ${name} (${cid}) was refused: ${JSON.stringify(reply.error)}`)
  return reply.data as Output<C>
}
