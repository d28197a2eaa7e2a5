import { createHmac, timingSafeEqual } from 'node:crypto'
import { clusterIn, personIn } from '#server/members/roll.ts'
import type { Config } from '#server/platform/config.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Cluster, Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'

/** Where the hub is reached: a mail has no page around it that would complete a path. */
export const addressOf = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>) =>
  publicUrl ?? `http://localhost:${port}`

/** The person and their cluster; null for whoever is not, or no longer, an active member. */
export async function findReader(hub: Hub, id: string): Promise<{ person: Person; cluster: Cluster } | null> {
  const view = await hub.rooms.view(clusterRoom)
  if (!view || !hub.actorOf(id).isActive) return null
  return { person: personIn(view, id), cluster: clusterIn(view) }
}

export async function zoneOf(hub: Hub, id: string): Promise<string> {
  return (await findReader(hub, id))?.person.timeZone ?? 'UTC'
}

const signatureOf = ({ secret }: Pick<Config, 'secret'>, person: string) =>
  createHmac('sha256', secret).update(`unsubscribe\n${person}`).digest('base64url')

/** Good for one thing, for ever: to end the mails of this person. */
export const unsubscribeToken = (config: Pick<Config, 'secret'>, person: string) =>
  `${Buffer.from(person).toString('base64url')}.${signatureOf(config, person)}`

/** Whose mails a token ends; null for a token that the hub did not sign. */
export function unsubscriber(config: Pick<Config, 'secret'>, token: string): string | null {
  const [name = '', signature = ''] = token.split('.')
  const person = Buffer.from(name, 'base64url').toString()
  const [given, wanted] = [Buffer.from(signature), Buffer.from(signatureOf(config, person))]
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? person : null
}
