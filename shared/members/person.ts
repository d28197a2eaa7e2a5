import type { Life } from '#shared/platform/life.ts'
import type { Person } from './person.shape.ts'

export const personStates = ['invited', 'active', 'suspended', 'former'] as const

export const personLife = {
  invited: { accept: 'active', withdraw: 'suspended', seat: 'invited', unlist: 'former' },
  active: { suspend: 'suspended', resetSecondFactor: 'active', seat: 'active', depart: 'former' },
  suspended: { reinstate: 'active', seat: 'suspended', depart: 'former' },
  // Nobody comes back from there: what was theirs is gone.
  former: {},
} satisfies Life<Person['state']>

/** How whoever has left is called from then on. */
export const formerMember = { zh: '前成员', en: 'Former member', authoritative: 'zh' as const }

/** The one room that everybody belongs to, and whose log is the cluster's record. */
export const clusterRoom = 'cluster'
