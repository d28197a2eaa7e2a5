import { change, type Handlers, type RoomView, type ThingRef } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { ThingOf } from '#shared/contract.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import { mentionsIn } from '#shared/rooms/message.ts'
import type { moderationCommands } from '#shared/rooms/moderation.contract.ts'
import type { OfReview } from '#shared/rooms/moderation.permissions.ts'
import { wordListId } from '#shared/rooms/moderation.shape.ts'
import { reviewLife } from '#shared/rooms/moderation.ts'
import { ofRoom, subjectOfRoom } from './access.ts'
import { asHub } from './asHub.ts'
import { giveBackFiles } from './messageFiles.ts'
import { listForm } from './wordList.ts'

type ReviewCommand = Extract<
  keyof typeof moderationCommands,
  `review.${string}` | `words.${string}` | 'message.release'
>
type Review = ThingOf<'review'>

const longestList = 300

const theReview = ({ review }: { review: string }): ThingRef[] => [{ kind: 'review', id: review }]
function ofReview({ room, input, actor }: { room: RoomView; input: { review: string }; actor: Actor }): OfReview {
  const review = room.find('review', input.review)
  if (!review) throw new Refusal('not_found', 'platform.notFound')
  return { ...ofRoom(room, actor), review }
}

/** The front room must still take what is approved. */
async function frontIsOpen(hub: Hub, backstage: string): Promise<boolean> {
  const front = (await hub.rooms.view(backstage))?.find('room', backstage)?.frontRoom
  const view = front ? await hub.rooms.fresh(front) : null
  return view?.find('room', view.id)?.state === 'open'
}

/** Messages with a listed word: held, approved or refused backstage, and posted in their author's name. */
export const reviewHandlers: Handlers<ReviewCommand> = {
  'words.change': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { add, drop, reason }, room, seq }) {
      const dropped = new Set(drop.map(listForm))
      const kept = (room.find('wordList', wordListId)?.words ?? []).filter((word) => !dropped.has(listForm(word)))
      const words = [...new Set([...kept, ...add.map(listForm).filter((word) => word !== '')])].sort()
      if (words.length > longestList)
        throw new Refusal('too_large', 'rooms.tooManyWords', { values: { most: longestList } })
      return { changes: [change('words.changed', { id: wordListId, words, reason })], answer: { seq } }
    },
  },
  'review.hold': {
    // What the list said at that moment is no part of the deed: a repeat may find another list.
    recorded: ({ words: _, ...deed }) => deed,
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { room: _, review: id, ...message }, now, seq }) {
      const held = { id, ...message, at: now.getTime(), state: 'waiting' as const, by: null, reason: '' }
      return { changes: [change('review.held', held)], answer: { seq } }
    },
  },
  'review.approve': {
    needs: theReview,
    load: async ({ hub, input }) => ({ isOpen: await frontIsOpen(hub, input.room) }),
    subject: ofReview,
    decide({ subject: { review }, by, seq, loaded }) {
      const state = next(reviewLife, review.state, 'approve') as Review['state']
      if (!loaded.isOpen) throw new Refusal('wrong_state', 'rooms.archived')
      return { changes: [change('review.approved', { ...review, state, by })], answer: { seq } }
    },
  },
  'review.refuse': {
    needs: theReview,
    subject: ofReview,
    decide({ input: { reason }, subject: { review }, by, seq }) {
      const state = next(reviewLife, review.state, 'refuse') as Review['state']
      return { changes: [change('review.refused', { ...review, state, by, reason })], answer: { seq } }
    },
  },
  'review.file': {
    needs: theReview,
    subject: ofReview,
    decide({ input: { as, givesBack }, subject: { review }, seq }) {
      const state = next(reviewLife, review.state, as === 'posted' ? 'file' : 'withdraw') as Review['state']
      return {
        changes: [change('review.filed', { ...eraseReview(review), state, ...(givesBack ? { givesBack } : {}) })],
        answer: { seq },
      }
    },
  },
  'review.withdraw': {
    subject: ({ input, actor, hub }) => subjectOfRoom({ input, actor, hub }),
    async run({ input, by, cid, hub }) {
      const room = backstageOf(input.room)
      await hub.rooms.bring(room, theReview(input))
      const review = (await hub.rooms.fresh(room))?.find('review', input.review)
      if (review?.author !== by) throw new Refusal('not_found', 'platform.notFound')
      if (review.state !== 'withdrawn') {
        const filed = { room, review: review.id, as: 'withdrawn' as const }
        const given = input.keepsFiles ? { ...filed, givesBack: true as const } : filed
        await asHub(hub, 'review.file', given, `take-${review.id}-${cid}`.slice(0, 64))
        // The reaction does so too: this is for whoever posts again at once.
        if (input.keepsFiles) await giveBackFiles(hub, input.room, review.id)
      }
      return {}
    },
  },
  'message.release': {
    needs: ({ replyTo }) => (replyTo ? [{ kind: 'message', id: replyTo }] : []),
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { message: id, author, text, replyTo, files, approvedBy }, subject, room, now, seq }) {
      if (subject.room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
      const answered = replyTo ? room.find('message', replyTo) : null
      const message = {
        id,
        seq,
        author,
        at: now.getTime(),
        text,
        mentions: mentionsIn(text),
        // What it answers may have been erased while it waited.
        replyTo: answered && !answered.erased ? replyTo : null,
        editedAt: null,
        erased: null,
        ...(files ? { files } : {}),
        released: { by: approvedBy },
      }
      return { changes: [change('message.released', message)], answer: { message: message.id, seq }, messages: 1 }
    },
  },
}

/** What stays of a review once its message is posted or taken back. */
export const eraseReview = (review: Review): Review => ({
  ...review,
  text: '',
  words: [],
  ...(review.files ? { files: [] } : {}),
})
