import type { CommandName, QueryName } from '#shared/contract.ts'
import { decisionHandlers } from './decisions/decision.handlers.ts'
import { decisionQueryHandlers } from './decisions/decision.queries.ts'
import { electionHandlers } from './decisions/election.handlers.ts'
import { electionQueryHandlers } from './decisions/election.queries.ts'
import { electionVoteHandlers } from './decisions/electionVote.handlers.ts'
import { nominationHandlers } from './decisions/nomination.handlers.ts'
import { packageQueryHandlers } from './decisions/package.queries.ts'
import { secretHandlers } from './decisions/secret.handlers.ts'
import { memberHandlers, memberQueryHandlers } from './members/member.handlers.ts'
import { noticeSources } from './noticeSources.ts'
import { noticeHandlersOver } from './notices/notice.handlers.ts'
import { pushHandlers, pushQueryHandlers } from './notices/push.handlers.ts'
import type { Handlers, QueryHandlers } from './platform/handler.ts'
import { eraseMessages } from './rooms/erasing.ts'
import { hookHandlers, hooksList } from './rooms/hook.handlers.ts'
import { loungeHandlers } from './rooms/lounge.handlers.ts'
import { messageHandlers } from './rooms/message.handlers.ts'
import { moderationQueryHandlers } from './rooms/moderation.queries.ts'
import { orderHandlers } from './rooms/order.handlers.ts'
import { pinHandlers } from './rooms/pin.handlers.ts'
import { reportHandlers } from './rooms/report.handlers.ts'
import { findRetention, retain } from './rooms/retention.ts'
import { reviewHandlers } from './rooms/review.handlers.ts'
import { moveMarkerHandler, roomQueryHandlers } from './rooms/room.queries.ts'
import { searchQueryHandlers } from './rooms/search.queries.ts'
import { seatHandlers } from './rooms/seat.handlers.ts'
import { tuneRoom } from './rooms/tuning.handlers.ts'
import { uploadHandlers, uploadQueryHandlers } from './rooms/upload.handlers.ts'

const notices = noticeHandlersOver(noticeSources)

/** A command without a handler does not compile. */
export const handlers: Handlers<CommandName> = {
  ...memberHandlers,
  ...notices.commands,
  ...pushHandlers,
  ...loungeHandlers,
  ...seatHandlers,
  ...messageHandlers,
  'messages.erase': eraseMessages,
  'room.retain': retain,
  ...pinHandlers,
  ...orderHandlers,
  ...reviewHandlers,
  ...reportHandlers,
  'marker.move': moveMarkerHandler,
  ...uploadHandlers,
  'room.tune': tuneRoom,
  ...hookHandlers,
  ...decisionHandlers,
  ...secretHandlers,
  ...electionHandlers,
  ...electionVoteHandlers,
  ...nominationHandlers,
}

/** Nor does a query. */
export const queryHandlers: QueryHandlers<QueryName> = {
  ...memberQueryHandlers,
  ...notices.queries,
  ...pushQueryHandlers,
  ...roomQueryHandlers,
  'room.retention': findRetention,
  'hooks.list': hooksList,
  ...uploadQueryHandlers,
  ...searchQueryHandlers,
  ...moderationQueryHandlers,
  ...decisionQueryHandlers,
  ...electionQueryHandlers,
  ...packageQueryHandlers,
}
