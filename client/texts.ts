import { accountTexts } from './members/account.texts.ts'
import { membersTexts } from './members/members.texts.ts'
import { connectionTexts } from './platform/connection.texts.ts'
import { platformTexts } from './platform/platform.texts.ts'
import { roomsTexts } from './rooms/rooms.texts.ts'

/** All that the screen says, by key. Each feature brings its own table. */
export const texts = { ...platformTexts, ...connectionTexts, ...membersTexts, ...accountTexts, ...roomsTexts }
export type TextKey = keyof typeof texts
