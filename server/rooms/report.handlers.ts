import { type Call, change, type Handlers, type RoomView, type ThingRef } from '#server/platform/handler.ts'
import { sha256 } from '#server/platform/seal.ts'
import type { ThingOf } from '#shared/contract.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { next } from '#shared/platform/life.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { backstageOf } from '#shared/rooms/contract.ts'
import type { moderationCommands } from '#shared/rooms/moderation.contract.ts'
import type { OfReport } from '#shared/rooms/moderation.permissions.ts'
import { reportLife } from '#shared/rooms/moderation.ts'
import { messageIn, ofRoom, subjectOfRoom } from './access.ts'
import { asHub } from './asHub.ts'
import { closeComplaint, keepComplaint } from './moderation.model.ts'

type ReportCommand = Extract<keyof typeof moderationCommands, `report.${string}` | 'message.report'>

const mostComplaints = 50

/** One report for each message, under the message's own id. */
const theReport = ({ message }: { message: string }): ThingRef[] => [{ kind: 'report', id: message }]
function ofReport({ room, input, actor }: { room: RoomView; input: { message: string }; actor: Actor }): OfReport {
  const report = room.find('report', input.message)
  if (!report) throw new Refusal('not_found', 'platform.notFound')
  return { ...ofRoom(room, actor), report }
}

async function ofReported({ input, actor, hub }: Call<'message.report'>) {
  const of = await subjectOfRoom({ input, actor, hub })
  await hub.rooms.bring(input.room, [{ kind: 'message', id: input.message }])
  const view = await hub.rooms.view(input.room)
  return { ...of, message: messageIn(view!, input.message) }
}

/** Nobody can tell from it who complained, nor of what; the same person's complaint of the same message has the same one. */
const complaintIdOf = ({ input, by, hub }: Call<'message.report'>, round: number) =>
  sha256(`${hub.config.secret}|complaint|${input.room}|${input.message}|${by}|${round}`).slice(0, 32)

function asReportedBefore(error: unknown): never {
  const isRepeat = error instanceof Refusal && error.code === 'conflict'
  throw isRepeat ? new Refusal('already_done', 'rooms.alreadyReported') : error
}

/** Reports: a member complains, the hub carries it backstage without the name, those who run the room say what became of it. */
export const reportHandlers: Handlers<ReportCommand> = {
  'message.report': {
    subject: ofReported,
    async run(call) {
      const { input, by, hub } = call
      const room = backstageOf(input.room)
      await hub.rooms.bring(room, theReport(input))
      const [front, behind] = [await hub.rooms.view(input.room), await hub.rooms.fresh(room)]
      const message = messageIn(front!, input.message)
      if (message.erased) throw new Refusal('wrong_state', 'rooms.messageErased')
      // After an outcome, the same person may complain again.
      const complaint = complaintIdOf(call, behind?.find('report', message.id)?.settledAt ?? 0)
      await keepComplaint(hub.store, { _id: complaint, room: input.room, message: message.id, reporter: by })
      const { seq, author } = message
      const filed = { room, message: message.id, seq, author, complaint, reason: input.reason }
      await asHub(hub, 'report.file', filed, `report-${complaint}`).catch(asReportedBefore)
      return {}
    },
  },
  'report.close': {
    subject: ({ input, actor, hub }) => subjectOfRoom({ input, actor, hub }),
    async run({ input, by, hub }) {
      const isOwn = await closeComplaint(hub.store, { room: input.room, message: input.message, reporter: by })
      if (!isOwn) throw new Refusal('not_found', 'platform.notFound')
      return {}
    },
  },
  'report.file': {
    needs: theReport,
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input: { message, seq: place, author, complaint, reason }, room, now, seq }) {
      const known = room.find('report', message)
      const at = now.getTime()
      const before = known?.state === 'open' ? known.complaints : []
      if (before.length >= mostComplaints) throw new Refusal('already_done', 'rooms.tooManyReports')
      const report = {
        id: message,
        seq: place,
        author,
        complaints: [...before, { id: complaint, reason, at }],
        state: 'open' as const,
        outcome: null,
        by: null,
        reason: '',
        settledAt: known?.settledAt ?? null,
      }
      return { changes: [change('report.filed', report)], answer: { seq } }
    },
  },
  'report.forget': {
    needs: theReport,
    subject: ofReport,
    decide({ input: { complaint }, subject: { report }, seq }) {
      const isTheirs = ({ id, reason }: { id: string; reason: string }) => id === complaint && reason !== ''
      if (!report.complaints.some(isTheirs)) throw new Refusal('already_done', 'rooms.messageErased')
      const complaints = report.complaints.map((one) => (isTheirs(one) ? { ...one, reason: '' } : one))
      return { changes: [change('report.forgotten', { ...report, complaints })], answer: { seq } }
    },
  },
  'report.settle': {
    needs: theReport,
    subject: ofReport,
    decide({ input: { outcome, reason }, subject: { report }, by, now, seq }) {
      next(reportLife, report.state, 'settle')
      const settled = { ...report, state: 'settled' as const, outcome, by, reason, settledAt: now.getTime() }
      return { changes: [change('report.settled', settled)], answer: { seq } }
    },
  },
}

/** What stays in the log of a report's earlier shapes; its newest one holds what others complained of. */
export const eraseReport = (report: ThingOf<'report'>): ThingOf<'report'> => ({
  ...report,
  complaints: report.complaints.map((complaint) => ({ ...complaint, reason: '' })),
})
