import type { Life } from '#shared/platform/life.ts'
import type { Person } from './person.shape.ts'

export const personStates = ['invited', 'active', 'suspended'] as const

export const personLife = {
  invited: { accept: 'active', withdraw: 'suspended' },
  active: { suspend: 'suspended', resetSecondFactor: 'active' },
  suspended: { reinstate: 'active' },
} satisfies Life<Person['state']>

/** The one room that everybody belongs to, and whose log is the cluster's record. */
export const clusterRoom = 'cluster'
