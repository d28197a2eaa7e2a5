import type { QueryHandlers } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { QueryOutput, ThingOf } from '#shared/contract.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import type { moderationQueries } from '#shared/rooms/moderation.contract.ts'
import { wordListId } from '#shared/rooms/moderation.shape.ts'
import { subjectOfLog, subjectOfRoom } from './access.ts'
import {
  findComplaintsOn,
  findOwnComplaints,
  findOwnReviews,
  findReports,
  findWaitingReviews,
  reports,
} from './moderation.model.ts'
import { readRecord } from './recordOf.ts'

type OwnReport = QueryOutput<'room.standing'>['reports'][number]

/** Reports of one's own with what became of them. */
async function ownReports(hub: Hub, room: string, person: string): Promise<OwnReport[]> {
  const rows = await findOwnComplaints(hub.store, room, person)
  const ids = [...new Set(rows.map(({ message }) => message))]
  const found = await reports.findMany(hub.store, backstageOf(room), ids)
  const own = new Set(rows.map(({ _id }) => _id))
  return found
    .filter(({ complaints }) => complaints.some(({ id }) => own.has(id)))
    .map(({ id, seq, state, outcome, reason, settledAt }) => ({ message: id, seq, state, outcome, reason, settledAt }))
}

/** Who complained; whoever is complained of does not learn it, also where they run the room. */
async function reportersOf(hub: Hub, front: string, found: ThingOf<'report'>[], reader: string) {
  const others = found.filter(({ author }) => author !== reader).map(({ id }) => id)
  const rows = await findComplaintsOn(hub.store, front, others)
  return Object.fromEntries(rows.map(({ _id, reporter }) => [_id, reporter]))
}

/** Lists are read once they hold what has been decided. */
async function settled(hub: Hub, room: string): Promise<void> {
  const view = await hub.rooms.fresh(room)
  if (view) await hub.rooms.applied(room, view.head.seq)
}

export const moderationQueryHandlers: QueryHandlers<keyof typeof moderationQueries> = {
  'room.standing': {
    subject: subjectOfRoom,
    async find({ input: { room }, actor, hub }) {
      const me = actor.personId!
      const view = (await hub.rooms.view(room))!
      const { title } = view.find('room', room)!
      const seat = view.find('seat', me)
      const pace = view.find('pace', me)
      if (seat?.state === 'removed') {
        const { reason, cause } = seat
        return { pace, reviews: [], reports: [], removal: { title, reason, ...(cause ? { cause } : {}) } }
      }
      await settled(hub, backstageOf(room))
      const own = await findOwnReviews(hub.store, backstageOf(room), me)
      const reviews = own.map(({ words: _, ...review }) => review)
      return { pace, reviews, reports: await ownReports(hub, room, me), removal: null }
    },
  },
  'room.record': {
    subject: subjectOfLog,
    find: ({ input, hub }) => readRecord(hub, input),
  },
  'backstage.desk': {
    subject: subjectOfRoom,
    async find({ input: { room }, actor, hub }) {
      const view = (await hub.rooms.view(room))!
      await settled(hub, room)
      const [waiting, found] = await Promise.all([findWaitingReviews(hub.store, room), findReports(hub.store, room)])
      const front = view.find('room', room)?.frontRoom ?? room
      return {
        words: view.find('wordList', wordListId)?.words ?? [],
        reviews: waiting,
        reports: found,
        reporters: await reportersOf(hub, front, found, actor.personId!),
      }
    },
  },
}
