import { change, type Handlers, type ThingRef } from '#server/platform/handler.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { ThingOf } from '#shared/contract.ts'
import type { Thing } from '#shared/platform/contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { roomCommands } from '#shared/rooms/contract.ts'
import { everybody, mentionsIn } from '#shared/rooms/message.ts'
import { mayAttach, mayCallAll, paceAfter } from '#shared/rooms/moderation.ts'
import type { OfRoom } from '#shared/rooms/room.ts'
import { messageIn, ofRoom } from './access.ts'
import { mustHaveRoomForEmoji, reactionsNow } from './emojiRoom.ts'
import { mustBeFreeToSpeak, mustBeFreeToWrite } from './hindered.ts'
import { findReactionsTo } from './message.model.ts'
import { claimFiles, filesOf, unclaimFiles } from './messageFiles.ts'
import { takenDown } from './pin.handlers.ts'
import { holdIfListed, mustBeScreened, mustHaveNoListedWord, screen } from './screening.ts'

type MessageCommand = Extract<keyof typeof roomCommands, `message.${string}` | `reaction.${string}`>
type Message = ThingOf<'message'>

const theMessage = ({ message }: { message: string }): ThingRef[] => [{ kind: 'message', id: message }]
/** One person's one emoji on one message has one id. */
const reactionId = (message: string, person: string, emoji: string) =>
  sha256(`${message}|${person}|${emoji}`).slice(0, 32)

function openForWriting({ room }: OfRoom): void {
  if (room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
}
function notErased(message: Message): Message {
  if (message.erased) throw new Refusal('wrong_state', 'rooms.messageErased')
  return message
}
const noText = () =>
  new Refusal('invalid_input', 'platform.checkInput', { fields: { text: 'platform.field.required' } })

/** What stays of a message whose text is taken out of the log: its place, not its words, nor its files' names. */
export const eraseMessage = (message: Message): Message => ({
  ...message,
  text: '',
  mentions: [],
  // Empty, not left out: whoever clears away the files sees by it that there were some.
  ...(message.files ? { files: [] } : {}),
})
const erasedBy = (message: Message, by: string, reason: string, at: number): Message => ({
  ...eraseMessage(message),
  erased: { by, reason, at },
})

export const messageHandlers: Handlers<MessageCommand> = {
  'message.post': {
    needs: ({ replyTo }) => (replyTo ? theMessage({ message: replyTo }) : []),
    async load(call) {
      const { room, text } = call.input
      const claimed = await claimFiles(call)
      // The names of files are read in the room as its words are.
      const texts = [text, ...claimed.files.map(({ name }) => name)]
      return { listed: await screen(call.hub, { room, texts }), claimed }
    },
    aside: async ({ call, loaded: { listed, claimed } }) =>
      claimed.refusal ? null : holdIfListed(call, listed, claimed.files),
    undo: unclaimFiles,
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { text, replyTo }, actor, subject, room, by, now, seq, newId, loaded }) {
      openForWriting(subject)
      const pace = { now: now.getTime(), pace: room.find('pace', by) }
      mustBeFreeToWrite(actor, subject, pace)
      mustBeScreened(actor, subject, loaded.listed)
      const files = filesOf(loaded.claimed)
      if (files.files && !mayAttach(actor, subject)) throw new Refusal('not_allowed', 'rooms.mayNotAttach')
      const mentions = mentionsIn(text)
      if (mentions.includes(everybody) && !mayCallAll(actor, subject)) {
        throw new Refusal('not_allowed', 'rooms.mayNotCallAll')
      }
      if (replyTo) notErased(messageIn(room, replyTo))
      const id = newId()
      const posted = {
        id,
        seq,
        author: by,
        at: now.getTime(),
        text,
        mentions,
        replyTo,
        ...files,
        editedAt: null,
        erased: null,
      }
      const changes = [change('message.posted', posted)]
      const kept = paceAfter(actor, subject, pace)
      if (kept) changes.push(change('pace.kept', { id: by, ...kept }))
      return { changes, answer: { message: id, seq }, messages: 1 }
    },
  },
  'message.edit': {
    needs: theMessage,
    subject: ({ room, input, actor }) => ({ ...ofRoom(room, actor), message: messageIn(room, input.message) }),
    load: ({ hub, input: { room, text } }) => screen(hub, { room, texts: [text] }),
    decide({ input: { text }, actor, subject, now, seq, loaded }) {
      openForWriting(subject)
      mustBeFreeToSpeak(actor, subject, now.getTime())
      mustHaveNoListedWord(actor, subject, loaded)
      const message = notErased(subject.message)
      if (text.trim() === '' && !message.files?.length) throw noText()
      const mentions = mentionsIn(text)
      if (mentions.includes(everybody) && !message.mentions.includes(everybody) && !mayCallAll(actor, subject)) {
        throw new Refusal('not_allowed', 'rooms.mayNotCallAll')
      }
      const edited = { ...message, text, mentions, editedAt: now.getTime() }
      return { changes: [change('message.edited', edited)], answer: { message: message.id, seq } }
    },
  },
  'message.delete': {
    needs: theMessage,
    subject: ({ room, input, actor }) => ({ ...ofRoom(room, actor), message: messageIn(room, input.message) }),
    decide({ subject, room, by, now, seq }) {
      const message = erasedBy(notErased(subject.message), by, '', now.getTime())
      const changes = [change('message.deleted', message), ...takenDown(room, message.id, { by, now })]
      return { changes, answer: { message: message.id, seq } }
    },
  },
  'message.redact': {
    needs: theMessage,
    subject: ({ room, input, actor }) => ({ ...ofRoom(room, actor), message: messageIn(room, input.message) }),
    decide({ input: { reason }, subject, room, by, now, seq }) {
      const message = erasedBy(notErased(subject.message), by, reason, now.getTime())
      const changes = [change('message.redacted', message), ...takenDown(room, message.id, { by, now })]
      return { changes, answer: { message: message.id, seq } }
    },
  },
  'reaction.set': {
    needs: theMessage,
    load: async ({ hub, input }) => (input.isOn ? findReactionsTo(hub.store, input.room, [{ id: input.message }]) : []),
    subject: ({ room, input, actor }) => ({ ...ofRoom(room, actor), message: messageIn(room, input.message) }),
    decide({ input: { message, emoji, isOn }, actor, subject, room, by, now, seq, loaded }) {
      openForWriting(subject)
      if (isOn) mustBeFreeToSpeak(actor, subject, now.getTime())
      notErased(subject.message)
      if (isOn) mustHaveRoomForEmoji(reactionsNow(room, message, loaded), { by, emoji })
      const id = reactionId(message, by, emoji)
      return { changes: [change('reaction.changed', { id, message, person: by, emoji, isOn })], answer: { seq } }
    },
  },
}

/** Deleting and redacting both take the text out of every entry that holds it. */
export const messageErasedBy = (event: string, item: Thing): ThingRef | null =>
  event === 'message.deleted' || event === 'message.redacted' ? { kind: 'message', id: item.id } : null
