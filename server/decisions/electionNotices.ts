import type { NoticeKind } from '#server/notices/noticeKind.ts'
import { notify, type Telling } from '#server/notices/notify.ts'
import type { RoomView } from '#server/platform/handler.ts'
import type { Hub } from '#server/platform/hub.ts'
import type { Reaction } from '#server/platform/reactions.ts'
import { mayListen } from '#server/rooms/access.ts'
import { aboutRoom, reasonLine } from '#server/rooms/roomNotices.ts'
import type { Election, Nomination, Office } from '#shared/decisions/election.shape.ts'
import type { electionNoticeTexts } from '#shared/decisions/electionNoticeTexts.ts'
import type { Person } from '#shared/members/person.shape.ts'
import type { Bilingual } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'

type Kind = keyof typeof electionNoticeTexts

/** Leads to the election; a candidate who was vetted reads the reason there, and here. */
const aboutElection: NoticeKind = {
  async show(ask) {
    const { hub, person, notices } = ask
    const shown = await aboutRoom.show(ask)
    for (const { _id, room, subject, kind } of notices) {
      const now = shown.get(_id)
      if (!now) continue
      const nomination = (await hub.rooms.view(room!))?.find('nomination', subject)
      const isVetted = kind === 'candidacyApproved' || kind === 'candidacyRejected'
      const text = nomination && isVetted ? await reasonLine(hub, person, nomination) : ''
      shown.set(_id, { ...now, text, address: `/rooms/${room}/elections/${nomination?.election ?? subject}` })
    }
    return shown
  },
}

const aboutOwnSeat: NoticeKind = {
  show: async ({ person, notices }) =>
    new Map(notices.map(({ _id }) => [_id, { roomTitle: null, text: '', address: `/people/${person}` }])),
}

export const electionNoticeKinds: Record<Kind, NoticeKind> = {
  electionCalled: aboutElection,
  nominated: aboutElection,
  nominationSeconded: aboutElection,
  nominationAccepted: aboutElection,
  nominationDeclined: aboutElection,
  candidacyApproved: aboutElection,
  candidacyRejected: aboutElection,
  candidacyLapsed: aboutElection,
  elected: aboutElection,
  notElected: aboutElection,
  tookOffice: aboutOwnSeat,
  leftOffice: aboutOwnSeat,
}

const titled = (title: Bilingual) => ({ titleZh: inLanguage(title, 'zh'), titleEn: inLanguage(title, 'en') })

interface Said {
  hub: Hub
  view: RoomView
  seq: number
  by: string
}

const telling = (
  { view, seq, by }: Said,
  { person, kind, subject, title }: { person: string; kind: Kind; subject: string; title: Bilingual },
): Telling => ({
  person,
  kind,
  room: view.id,
  seq,
  subject,
  by,
  once: `${view.id}/${seq}/${subject}`,
  values: titled(title),
})

/** Nobody is told of what they did themselves, nor of a room that they may not enter. */
async function tell(said: Said, tellings: Telling[]): Promise<void> {
  const { hub, view, by } = said
  await notify(
    hub,
    tellings.filter(({ person }) => person !== by && mayListen(hub.actorOf(person), view)),
  )
}

const tellOfElection: Reaction = {
  name: 'tellOfElection',
  on: ['election.called', 'election.officeDecided'],
  async run({ hub, room, seq, by, change }) {
    const view = await hub.rooms.fresh(room)
    if (!view) return
    const said = { hub, view, seq, by }
    const election = change.item as Election
    const { id: subject, title } = election
    if (change.event === 'election.called') {
      const seated = view.all('seat').filter(({ state }) => state === 'seated')
      return tell(
        said,
        seated.map(({ id: person }) => telling(said, { person, kind: 'electionCalled', subject, title })),
      )
    }
    const office = election.offices.findLast(({ state }) => state === 'filled' || state === 'vacant')
    if (office) await tell(said, tellingsOfResult(said, { subject, office }))
  },
}

function tellingsOfResult(said: Said, { subject, office }: { subject: string; office: Office }): Telling[] {
  const stood = office.votes.flatMap(({ order }) => order).map((id) => said.view.find('nomination', id)!.person)
  return [...new Set(stood)].map((person) => {
    const kind = office.elected.includes(person) ? 'elected' : 'notElected'
    return telling(said, { person, kind, subject, title: office.title })
  })
}

/** Whom each step of a candidacy concerns besides whoever takes it. */
function concerned({ person, by }: Nomination, event: string): [person: string, kind: Kind] | null {
  switch (event) {
    case 'nomination.proposed':
      return [person, 'nominated']
    case 'nomination.seconded':
      return [person, 'nominationSeconded']
    case 'nomination.accepted':
      return [by, 'nominationAccepted']
    case 'nomination.declined':
      return [by, 'nominationDeclined']
    case 'nomination.approved':
      return [person, 'candidacyApproved']
    case 'nomination.rejected':
      return [person, 'candidacyRejected']
    default:
      return [person, 'candidacyLapsed']
  }
}

const tellOfNomination: Reaction = {
  name: 'tellOfNomination',
  on: [
    'nomination.proposed',
    'nomination.seconded',
    'nomination.accepted',
    'nomination.declined',
    'nomination.approved',
    'nomination.rejected',
    'nomination.lapsed',
  ],
  async run({ hub, room, seq, by, change }) {
    const view = await hub.rooms.fresh(room)
    const nomination = change.item as Nomination
    const told = concerned(nomination, change.event)
    const office = view?.find('election', nomination.election)?.offices.find(({ id }) => id === nomination.office)
    if (!view || !told || !office) return
    const [person, kind] = told
    const said = { hub, view, seq, by }
    await tell(said, [telling(said, { person, kind, subject: nomination.id, title: office.title })])
  },
}

/** Whoever takes office, or leaves it, hears so from the cluster itself. */
const tellOfOffice: Reaction = {
  name: 'tellOfOffice',
  on: ['person.seated'],
  isFor: ({ change }) => /^members\.(elected|termEnded)$/.test((change.item as Person).cause?.key ?? ''),
  async run({ hub, room, seq, by, change }) {
    const { id: person, cause } = change.item as Person
    const kind: Kind = cause!.key === 'members.elected' ? 'tookOffice' : 'leftOffice'
    await notify(hub, [{ person, kind, room: null, seq: 0, subject: person, by, once: `${room}/${seq}`, isOwed: true }])
  },
}

export const electionNoticeReactions: Reaction[] = [tellOfElection, tellOfNomination, tellOfOffice]
