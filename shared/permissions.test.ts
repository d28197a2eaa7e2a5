import { expect, test } from 'vitest'
import { type CommandName, commands, type QueryName, queries } from './contract.ts'
import type { Decision } from './decisions/decision.shape.ts'
import type { Election, Nomination } from './decisions/election.shape.ts'
import type { Person } from './members/person.shape.ts'
import { can, canRead } from './permissions.ts'
import { type Actor, clusterSeats, systemActor, tokenScopes, visitor } from './platform/actor.ts'
import type { Message } from './rooms/message.shape.ts'
import type { Report, Review } from './rooms/moderation.shape.ts'
import type { Room, RoomSeat, Seat } from './rooms/room.shape.ts'
import { roomSeats } from './rooms/room.ts'

const me = 'me'
const somebody = 'somebody'
const name = { zh: '名', en: 'Name', authoritative: 'zh' as const }

const actors: Record<string, Actor> = {
  visitor,
  suspended: { personId: me, isActive: false, seats: [], scopes: tokenScopes },
  ...Object.fromEntries(
    clusterSeats.map((seat) => [seat, { personId: me, isActive: true, seats: [seat], scopes: tokenScopes }]),
  ),
  system: systemActor,
}

const seatOf = (id: string, seat: RoomSeat, state: Seat['state'] = 'seated'): Seat => ({
  id,
  version: 1,
  seat,
  state,
  reason: '',
})
const places: Record<string, Seat | null> = {
  'no seat': null,
  participant: seatOf(me, 'participant'),
  observer: seatOf(me, 'observer'),
  secretary: seatOf(me, 'secretary'),
  viceChair: seatOf(me, 'viceChair'),
  chair: seatOf(me, 'chair'),
  left: seatOf(me, 'chair', 'left'),
  removed: seatOf(me, 'participant', 'removed'),
}

const lounge = (access: Room['access'], kind: Room['kind'] = 'lounge'): Room => ({
  id: 'r',
  version: 1,
  kind,
  title: name,
  topic: { zh: '', en: '' },
  access,
  seats: access === 'bySeat' ? ['expert'] : [],
  isDefault: false,
  state: 'open',
  frontRoom: null,
  reason: '',
})
const rooms: Record<string, Room> = {
  open: lounge('open'),
  'by seat (expert)': lounge('bySeat'),
  invitation: lounge('invitation'),
  backstage: lounge('invitation', 'backstage'),
}
const messageBy = (author: string): Message => ({
  id: 'm',
  version: 1,
  seq: 1,
  author,
  at: 0,
  text: 'text',
  mentions: [],
  replyTo: null,
  editedAt: null,
  erased: null,
})
const reviewBy = (author: string): Review => ({
  id: 'v',
  version: 1,
  author,
  text: 'text',
  replyTo: null,
  words: [],
  at: 0,
  state: 'waiting',
  by: null,
  reason: '',
})
const reportOn = (author: string): Report => ({
  id: 'm',
  version: 1,
  seq: 1,
  author,
  complaints: [],
  state: 'open',
  outcome: null,
  by: null,
  reason: '',
  settledAt: null,
})
const pollOf = (author: string) =>
  ({ id: 'd', version: 1, kind: 'poll', author, scrutineers: [] as string[] }) as Decision
/** One with a seat of the cluster, which is no affair of whoever runs the room alone. */
const offices = [{ seat: 'chair' as const }]
const election = { id: 'e', version: 1, state: 'nominating', offices } as unknown as Election
const electing = (nominee: string) => ({
  election,
  offices,
  nomination: { id: 'n', version: 1, person: nominee, by: 'nominator', state: 'proposed' } as Nomination,
})
const person = (id: string): Person => ({
  id,
  version: 1,
  name,
  title: { zh: '', en: '' },
  organisation: null,
  language: 'zh',
  timeZone: 'UTC',
  seats: ['delegate'],
  state: 'active',
  reason: '',
})

/** What concerns no one room: people, accounts and their notices. */
const outsideRooms =
  'cluster organisation person token session email notice push profile avatar leave block import status'.split(' ')
const members = Object.keys(commands).filter((command) => outsideRooms.includes(command.split('.')[0]!))
const inRooms = Object.keys(commands).filter((command) => !members.includes(command))
const aboutSomebody = (command: string) =>
  /^(message|seat|review|report|decision|nomination)\./.test(command)
    ? !['message.post', 'decision.draft', 'nomination.propose'].includes(command)
    : command === 'upload.withdraw'
const tick = (is: boolean) => (is ? 'yes' : '·')

function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function membersTable(): string {
  const head = ['command', 'about', ...Object.keys(actors)]
  const rows = members.flatMap((command) =>
    [somebody, me].map((whom) => [
      command,
      whom,
      ...Object.values(actors).map((actor) =>
        tick(can(actor, command as CommandName, { person: person(whom) } as never)),
      ),
    ]),
  )
  return table(head, rows)
}

function roomTable(room: Room): string {
  const columns = Object.entries(actors).filter(([name]) =>
    ['visitor', 'suspended', 'delegate', 'expert', 'chair', 'secretariat'].includes(name),
  )
  const head = ['command', 'about', 'place', ...columns.map(([name]) => name)]
  const rows = inRooms.flatMap((command) => {
    const whoms = aboutSomebody(command) ? [somebody, me] : ['-']
    return whoms.flatMap((whom) =>
      Object.entries(places).map(([place, seat]) => {
        const subject = {
          room,
          seat,
          message: messageBy(whom),
          review: reviewBy(whom),
          report: reportOn(whom),
          decision: pollOf(whom),
          ...electing(whom),
          isOnRoll: false,
          target: seatOf(whom, 'participant'),
          targetPerson: whom,
          becomes: 'participant',
          uploader: whom,
        }
        return [
          command,
          whom,
          place,
          ...columns.map(([, actor]) => tick(can(actor, command as CommandName, subject as never))),
        ]
      }),
    )
  })
  return table(head, rows)
}

/** What the chair and the vice-chair of a room have to fear, and from whom. */
function officesTable(): string {
  const deeds = (['seat.grant', 'seat.mute', 'seat.remove'] as const).flatMap((command) =>
    roomSeats.flatMap((target) =>
      (command === 'seat.grant' ? roomSeats : (['-'] as const)).map((becomes) => ({ command, target, becomes })),
    ),
  )
  const running = Object.entries(places).filter(
    ([, seat]) => seat === null || !['left', 'removed'].includes(seat.state),
  )
  const head = ['command', 'their seat', 'becomes', ...running.map(([place]) => place), 'secretariat']
  const rows = deeds.map(({ command, target, becomes }) => {
    const subject = { room: rooms['open']!, target: seatOf(somebody, target), targetPerson: somebody, becomes }
    const asks = (actor: Actor, seat: Seat | null) => tick(can(actor, command, { ...subject, seat } as never))
    const cells = running.map(([, seat]) => asks(actors['delegate']!, seat))
    return [command, target, becomes, ...cells, asks(actors['secretariat']!, null)]
  })
  return table(head, rows)
}

function queryTable(): string {
  const head = ['query', 'room', ...Object.keys(actors)]
  const rows = Object.keys(queries).flatMap((query) =>
    Object.entries(rooms).map(([title, room]) => [
      query,
      title,
      ...Object.values(actors).map((actor) =>
        tick(
          canRead(
            actor,
            query as QueryName,
            { room, seat: null, decision: pollOf(somebody), isOnRoll: false, kind: 'public' } as never,
          ),
        ),
      ),
    ]),
  )
  return table(head, rows)
}

test('every command and query x every seat stands as it was last read in review', async () => {
  const text = [
    '# Cluster\n',
    membersTable(),
    ...Object.entries(rooms).flatMap(([title, room]) => [`\n# In a room: ${title}\n`, roomTable(room)]),
    '\n# Seats of a room: a delegate by their own seat, and the secretariat\n',
    officesTable(),
    '\n# Queries, without a seat in the room\n',
    queryTable(),
  ].join('\n')
  await expect(`${text}\n`).toMatchFileSnapshot('permissions.matrix.txt')
})

test('nobody edits the question that a decision was opened with, not even its author', () => {
  const lan: Actor = { personId: 'me', isActive: true, seats: ['delegate'], scopes: ['read', 'write'] }
  const of = { room: lounge('open'), seat: seatOf('me', 'participant'), message: messageBy('me') }
  expect(can(lan, 'message.edit', of)).toBe(true)
  expect(can(lan, 'message.edit', { ...of, message: { ...of.message, decision: 'd' } })).toBe(false)
})

test('a visitor and a suspended person may do nothing but found, accept and end mails', () => {
  const subject = {
    room: rooms['open']!,
    seat: null,
    message: messageBy(me),
    review: reviewBy(me),
    report: reportOn(me),
    decision: pollOf(me),
    ...electing(me),
    isOnRoll: true,
    target: null,
    targetPerson: me,
    becomes: 'participant',
    person: person(me),
    uploader: me,
  }
  for (const actor of [actors['visitor']!, actors['suspended']!]) {
    const allowed = Object.keys(commands).filter((command) => can(actor, command as CommandName, subject as never))
    expect(allowed).toEqual(['cluster.found', 'person.accept', 'notice.unsubscribe'])
  }
})

test('nobody removed from a room may do anything in it but the secretariat', () => {
  const subject = {
    room: rooms['open']!,
    seat: places['removed']!,
    message: messageBy(me),
    review: reviewBy(somebody),
    report: reportOn(somebody),
    decision: pollOf(me),
    ...electing(me),
    isOnRoll: false,
    target: seatOf(somebody, 'participant'),
    targetPerson: somebody,
    becomes: 'participant',
    uploader: somebody,
  }
  const allowed = inRooms.filter((command) => can(actors['chair']!, command as CommandName, subject as never))
  expect(allowed).toEqual(['lounge.open'])
})
