import { z } from 'zod'
import { command, Id, query } from '#shared/platform/contract.ts'

export const blockCommands = {
  'block.set': command({
    summary: 'Block a person, or no longer: what they write is folded away for oneself, and they cause no notices',
    http: 'PUT /blocks/{person}',
    room: null,
    input: z.strictObject({ person: Id, isOn: z.boolean() }),
    output: z.strictObject({}),
  }),
}

export const blockQueries = {
  'blocks.mine': query({
    summary: 'Whom one has blocked; nobody else can tell',
    http: 'GET /blocks',
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(Id) }),
  }),
}
