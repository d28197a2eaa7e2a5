import type { NoticeKind, Shown } from '#server/notices/noticeKind.ts'
import { mayListen } from '#server/rooms/access.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { lineOf } from '#shared/rooms/preview.ts'
import { decisions } from './decision.model.ts'
import { peopleMissing } from './reminding.ts'

const longestLine = 140

/** A vote that waits for the person: shown as long as it is open, and a reminder only until they have voted. */
const aboutBallot = (isReminder: boolean): NoticeKind => ({
  async show({ hub, person, notices }) {
    const shown = new Map<string, Shown>()
    for (const { _id, room, subject } of notices) {
      const view = await hub.rooms.fresh(room!)
      if (!view || view.id === clusterRoom || !mayListen(hub.actorOf(person), view)) continue
      await hub.rooms.applied(view.id, view.head.seq)
      const [decision] = await decisions.findMany(hub.store, view.id, [subject])
      if (decision?.state !== 'open') continue
      if (isReminder && !(await peopleMissing(hub, decision)).includes(person)) continue
      const address = `/rooms/${room}?message=${decision.message}`
      const text = lineOf({ text: decision.title }, longestLine)
      shown.set(_id, { roomTitle: view.find('room', view.id)?.title ?? null, text, address })
    }
    return shown
  },
})

export const decisionNoticeKinds: Record<string, NoticeKind> = {
  ballot: aboutBallot(false),
  ballotDue: aboutBallot(true),
}
