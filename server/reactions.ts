import { decisionReactions } from './decisions/decision.reactions.ts'
import { electionReactions } from './decisions/election.reactions.ts'
import { electionNoticeReactions } from './decisions/electionNotices.ts'
import { departureReactions } from './members/departure.reactions.ts'
import { importReactions } from './members/import.reactions.ts'
import { memberReactions } from './members/member.reactions.ts'
import { departureNoticeReactions } from './notices/departure.reactions.ts'
import type { Reaction } from './platform/reactions.ts'
import { departureRoomReactions } from './rooms/departure.reactions.ts'
import { fileReactions } from './rooms/file.reactions.ts'
import { hookReactions } from './rooms/hook.reactions.ts'
import { moderationReactions } from './rooms/moderation.reactions.ts'
import { roomNoticeReactions } from './rooms/notice.reactions.ts'
import { roomReactions } from './rooms/room.reactions.ts'

/** All that an event in one room causes elsewhere. */
export const reactions: Reaction[] = [
  ...memberReactions,
  ...departureReactions,
  ...importReactions,
  ...departureNoticeReactions,
  ...roomReactions,
  ...departureRoomReactions,
  ...fileReactions,
  ...roomNoticeReactions,
  ...hookReactions,
  ...moderationReactions,
  ...decisionReactions,
  ...electionReactions,
  ...electionNoticeReactions,
]
