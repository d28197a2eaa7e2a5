import { z } from 'zod'
import { command, Done, Id } from '#shared/platform/contract.ts'
import { clusterRoom } from './person.ts'

export const officeCommands = {
  'person.takeOffice': command({
    summary: "Change seats of the cluster as an election decided: given, and given back (the hub's own deed)",
    http: 'POST /people/offices',
    room: () => clusterRoom,
    input: z.strictObject({
      offices: z
        .array(
          z.strictObject({
            seat: z.enum(['chair', 'viceChair']),
            people: z.array(Id).max(60),
            isByElection: z.boolean(),
          }),
        )
        .min(1)
        .max(20),
    }),
    output: Done,
  }),
}
