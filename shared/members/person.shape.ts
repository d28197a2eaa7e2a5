import { z } from 'zod'
import { ClusterSeat } from '#shared/platform/actor.shape.ts'
import { Cause } from '#shared/platform/cause.shape.ts'
import { Id, Thing } from '#shared/platform/contract.ts'
import { Bilingual, bilingual, Language } from '#shared/platform/language.shape.ts'
import { personStates } from './person.ts'

/** What every member may know of a person. Address and password live with the account, outside any log. */
export const Person = Thing.extend({
  name: bilingual(80),
  title: z.object({ zh: z.string(), en: z.string() }),
  organisation: Id.nullable(),
  language: Language,
  timeZone: z.string(),
  seats: z.array(ClusterSeat),
  state: z.enum(personStates),
  /** Address below `/api` of their picture; without one their initials stand. */
  avatar: z.string().nullable().optional(),
  /** Why the secretariat did what it last did to this person's seats or state. */
  reason: z.string(),
  /** Why the hub itself did. */
  cause: Cause.optional(),
})
export type Person = z.infer<typeof Person>

export const Organisation = Thing.extend({
  name: Bilingual,
  /** GB/T 4754-2017 class codes. */
  sectors: z.array(z.string()),
  province: z.string(),
  /** Its own address on the web, http or https. */
  site: z.string().optional(),
  /** It came by an import that was taken back. */
  isUnlisted: z.literal(true).optional(),
})
export type Organisation = z.infer<typeof Organisation>

export const Cluster = Thing.extend({
  name: Bilingual,
  /** `#rrggbb` */
  colour: z.string(),
  /** Address below `/api` of the logo, null without one. */
  logo: z.string().nullable(),
  timeZone: z.string(),
  isDemo: z.boolean(),
  /** Whether what leavers said stays, under "former member", or is erased; it stays where nothing is said. */
  leavers: z.enum(['keep', 'erase']).optional(),
})
export type Cluster = z.infer<typeof Cluster>
