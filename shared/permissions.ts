import type { CommandName, QueryName } from './contract.ts'
import { electionPermissions, electionQueryPermissions } from './decisions/election.permissions.ts'
import { decisionPermissions, decisionQueryPermissions } from './decisions/permissions.ts'
import { memberPermissions, memberQueryPermissions } from './members/permissions.ts'
import { noticePermissions, noticeQueryPermissions } from './notices/permissions.ts'
import type { Actor } from './platform/actor.ts'
import { moderationPermissions, moderationQueryPermissions } from './rooms/moderation.permissions.ts'
import { roomPermissions, roomQueryPermissions } from './rooms/permissions.ts'

/** One pure rule per command: a missing one does not compile. */
export const permissions = {
  ...memberPermissions,
  ...noticePermissions,
  ...roomPermissions,
  ...moderationPermissions,
  ...decisionPermissions,
  ...electionPermissions,
} satisfies Record<CommandName, (actor: Actor, subject: never) => boolean>
export const queryPermissions = {
  ...memberQueryPermissions,
  ...noticeQueryPermissions,
  ...roomQueryPermissions,
  ...moderationQueryPermissions,
  ...decisionQueryPermissions,
  ...electionQueryPermissions,
} satisfies Record<QueryName, (actor: Actor, subject: never) => boolean>

/** What a command's rule asks about besides the actor. */
export type Subject<C extends CommandName> = Parameters<(typeof permissions)[C]> extends [unknown, infer S] ? S : object
export type QuerySubject<Q extends QueryName> =
  Parameters<(typeof queryPermissions)[Q]> extends [unknown, infer S] ? S : object

export function can<C extends CommandName>(actor: Actor, name: C, subject: Subject<C>): boolean {
  const rule = permissions[name] as (actor: Actor, subject: Subject<C>) => boolean
  return rule(actor, subject)
}

export function canRead<Q extends QueryName>(actor: Actor, name: Q, subject: QuerySubject<Q>): boolean {
  const rule = queryPermissions[name] as (actor: Actor, subject: QuerySubject<Q>) => boolean
  return rule(actor, subject)
}
