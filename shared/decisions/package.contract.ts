import { z } from 'zod'
import { AtLeast, Id, query } from '#shared/platform/contract.ts'
import { SignedPackage } from './package.shape.ts'

export const packageQueries = {
  'decision.package': query({
    summary:
      'A sealed round for anybody to count again, signed by the hub; with the openings for its scrutineers alone',
    http: 'GET /rooms/{room}/decisions/{decision}/package',
    input: z.strictObject({
      room: Id,
      decision: Id,
      kind: z.enum(['public', 'scrutineers']).default('public'),
      atLeast: AtLeast,
    }),
    output: SignedPackage,
  }),
}
