import type { AttachmentKey } from './attachments.ts'
import type { Who } from './cast.ts'

/** One thing said. `@who` in the text names a person; the rest is what happened to it afterwards. */
export interface Line {
  by: Who
  text: string
  /** How many lines back the line stands that this one answers. */
  answers?: number
  /** What goes with it. */
  files?: AttachmentKey[]
  /** Emoji and who put it there. */
  reactions?: Record<string, Who[]>
  /** What its author made of it later. */
  edited?: string
  deleted?: true
  /** Why the room's chair took it out. */
  redacted?: string
  /** The room's chair keeps it in sight. */
  pinned?: true
  /** Somebody asks those who run the room to look at it. */
  reported?: { by: Who; reason: string }
}
export type Talk = Line[]

type Fate = Omit<Line, 'by' | 'text'>

export const say = (by: Who, text: string, fate: Fate = {}): Line => ({ by, text, ...fate })
/** An answer to the line `back` lines before. */
export const answer = (back: number, by: Who, text: string, fate: Fate = {}): Line => ({
  by,
  text,
  answers: back,
  ...fate,
})
