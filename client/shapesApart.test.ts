import { expect, test } from 'vitest'
import { withoutShapes } from './shapesApart.ts'

test('shapes are taken out of a module of shared/, its rules and types stay', () => {
  const code = `import { z } from 'zod'
export const Seat = z.object({ name: z.string().regex(/[;}]/) })
export type Seat = z.infer<typeof Seat>
/** a rule */
export const isSeated = (seat: Seat) => seat.name !== ''
export class Roll {}
export const States = z.enum(['a']), Other = z.string()
`
  expect(withoutShapes(code)).toBe(`import { z } from 'zod'

export type Seat = z.infer<typeof Seat>
/** a rule */
export const isSeated = (seat: Seat) => seat.name !== ''
export class Roll {}

`)
})
