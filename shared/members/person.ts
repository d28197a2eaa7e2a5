import type { Life } from '#shared/platform/life.ts'
import type { Person } from './person.shape.ts'

export const personStates = ['invited', 'active', 'suspended', 'former'] as const

export const personLife = {
  invited: { accept: 'active', withdraw: 'suspended' },
  active: { suspend: 'suspended', resetSecondFactor: 'active' },
  suspended: { reinstate: 'active' },
  // Nobody comes back from there: what was theirs is gone.
  former: {},
} satisfies Life<Person['state']>

/** The one room that everybody belongs to, and whose log is the cluster's record. */
export const clusterRoom = 'cluster'
