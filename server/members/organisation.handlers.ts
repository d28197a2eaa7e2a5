import { change, type LogHandler } from '#server/platform/handler.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { organisationIn } from './roll.ts'

export const addOrganisation: LogHandler<'organisation.add'> = {
  subject: () => ({}),
  decide({ input, seq, newId }) {
    const id = newId()
    return { changes: [change('organisation.added', { id, ...input })], answer: { organisation: id, seq } }
  },
}

export const describeOrganisation: LogHandler<'organisation.describe'> = {
  subject({ room, input }) {
    if (!organisationIn(room, input.organisation)) throw new Refusal('not_found', 'platform.notFound')
    return {}
  },
  decide({ input: { organisation, ...news }, seq }) {
    return { changes: [change('organisation.described', { id: organisation, ...news })], answer: { seq } }
  },
}
