import type { CommandName, QueryName } from '#shared/contract.ts'
import { memberHandlers, memberQueryHandlers } from './members/member.handlers.ts'
import type { Handlers, QueryHandlers } from './platform/handler.ts'
import { loungeHandlers } from './rooms/lounge.handlers.ts'
import { messageHandlers } from './rooms/message.handlers.ts'
import { moveMarkerHandler, roomQueryHandlers } from './rooms/room.queries.ts'
import { seatHandlers } from './rooms/seat.handlers.ts'

/** A command without a handler does not compile. */
export const handlers: Handlers<CommandName> = {
  ...memberHandlers,
  ...loungeHandlers,
  ...seatHandlers,
  ...messageHandlers,
  'marker.move': moveMarkerHandler,
}

/** Nor does a query. */
export const queryHandlers: QueryHandlers<QueryName> = { ...memberQueryHandlers, ...roomQueryHandlers }
