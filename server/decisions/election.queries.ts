import type { QueryHandlers } from '#server/platform/handler.ts'
import { subjectOfRoom } from '#server/rooms/access.ts'
import type { electionQueries } from '#shared/decisions/election.contract.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { nominationsIn } from './elections.ts'

export const electionQueryHandlers: QueryHandlers<keyof typeof electionQueries> = {
  'elections.list': {
    subject: subjectOfRoom,
    async find({ input: { room }, hub }) {
      const elections = (await hub.rooms.view(room))?.all('election') ?? []
      return { elections: elections.sort((one, other) => other.at - one.at) }
    },
  },
  'election.find': {
    subject: subjectOfRoom,
    async find({ input, hub }) {
      const view = await hub.rooms.view(input.room)
      const election = view?.find('election', input.election)
      if (!view || !election) throw new Refusal('not_found', 'platform.notFound')
      return { election, nominations: nominationsIn(view, election).sort((one, other) => one.at - other.at) }
    },
  },
}
