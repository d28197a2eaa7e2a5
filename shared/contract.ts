import type { z } from 'zod'
import { decisionCommands, decisionEvents, decisionQueries } from './decisions/decisions.contract.ts'
import { electionCommands, electionEvents, electionQueries } from './decisions/election.contract.ts'
import { packageQueries } from './decisions/package.contract.ts'
import { secretCommands } from './decisions/secret.contract.ts'
import { accountCommands, accountQueries } from './members/account.contract.ts'
import { blockCommands, blockQueries } from './members/block.contract.ts'
import { memberCommands, memberEvents, memberQueries } from './members/contract.ts'
import { importCommands, importEvents, importQueries } from './members/import.contract.ts'
import { leavingCommands } from './members/leaving.contract.ts'
import { officeCommands } from './members/office.contract.ts'
import { profileCommands, profileEvents, profileQueries } from './members/profile.contract.ts'
import { statusCommands, statusQueries } from './members/status.contract.ts'
import { noticeCommands, noticeQueries } from './notices/contract.ts'
import { pushCommands, pushQueries } from './notices/push.contract.ts'
import { commonRoomQueries } from './rooms/commonRooms.contract.ts'
import { roomCommands, roomEvents, roomQueries } from './rooms/contract.ts'
import { erasingCommands } from './rooms/erasing.contract.ts'
import { hookCommands, hookEvents, hookQueries } from './rooms/hook.contract.ts'
import { moderationCommands, moderationEvents, moderationQueries } from './rooms/moderation.contract.ts'
import { pinCommands, pinEvents } from './rooms/pin.contract.ts'
import { retentionCommands, retentionEvents, retentionQueries } from './rooms/retention.contract.ts'
import { searchQueries } from './rooms/search.contract.ts'
import { tuningCommands } from './rooms/tuning.contract.ts'
import { uploadCommands, uploadQueries } from './rooms/upload.contract.ts'

export const commands = {
  ...memberCommands,
  ...accountCommands,
  ...profileCommands,
  ...leavingCommands,
  ...officeCommands,
  ...importCommands,
  ...blockCommands,
  ...statusCommands,
  ...noticeCommands,
  ...pushCommands,
  ...roomCommands,
  ...erasingCommands,
  ...retentionCommands,
  ...uploadCommands,
  ...pinCommands,
  ...tuningCommands,
  ...hookCommands,
  ...moderationCommands,
  ...decisionCommands,
  ...secretCommands,
  ...electionCommands,
}
export const events = {
  ...memberEvents,
  ...profileEvents,
  ...importEvents,
  ...roomEvents,
  ...retentionEvents,
  ...hookEvents,
  ...pinEvents,
  ...moderationEvents,
  ...decisionEvents,
  ...electionEvents,
}
export const queries = {
  ...memberQueries,
  ...accountQueries,
  ...profileQueries,
  ...blockQueries,
  ...statusQueries,
  ...importQueries,
  ...noticeQueries,
  ...pushQueries,
  ...roomQueries,
  ...commonRoomQueries,
  ...retentionQueries,
  ...hookQueries,
  ...uploadQueries,
  ...searchQueries,
  ...moderationQueries,
  ...decisionQueries,
  ...electionQueries,
  ...packageQueries,
}

export type CommandName = keyof typeof commands
export type EventName = keyof typeof events
export type QueryName = keyof typeof queries
export type Input<C extends CommandName> = z.output<(typeof commands)[C]['input']>
/** What a caller gives: defaults may be left out. */
export type Ask<C extends CommandName> = z.input<(typeof commands)[C]['input']>
export type Output<C extends CommandName> = z.output<(typeof commands)[C]['output']>
export type QueryInput<Q extends QueryName> = z.output<(typeof queries)[Q]['input']>
export type QueryAsk<Q extends QueryName> = z.input<(typeof queries)[Q]['input']>
export type QueryOutput<Q extends QueryName> = z.output<(typeof queries)[Q]['output']>
export type Item<E extends EventName> = z.output<(typeof events)[E]['item']>
export type ThingKind = (typeof events)[EventName]['thing']
/** The shape of the things of one kind. */
export type ThingOf<Kind extends ThingKind> = {
  [E in EventName]: (typeof events)[E]['thing'] extends Kind ? Item<E> : never
}[EventName]

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name)
export const isQueryName = (name: string): name is QueryName => Object.hasOwn(queries, name)
export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name)
