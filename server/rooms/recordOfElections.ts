import type { ThingOf } from '#shared/contract.ts'
import type { Told } from './recordOf.ts'

/** Elections are called, planned, decided and handed over in the room that holds them. */
export function tellOfElection(event: string, { title, offices, reason }: ThingOf<'election'>): Told | Told[] {
  switch (event) {
    case 'election.called':
      return { act: 'electionCalled', title }
    case 'election.planned':
      return { act: 'electionPlanned', title, reason }
    case 'election.nominationsClosed':
      return { act: 'nominationsClosed', title, reason }
    case 'election.drawn':
      return { act: 'electionDrawn', title }
    case 'election.officeDecided': {
      // Offices are decided in their order.
      const office = offices.findLast(({ state }) => state === 'filled' || state === 'vacant')!
      if (office.elected.length === 0) return { act: 'officeVacant', title: office.title }
      return office.elected.map((person) => ({ act: 'elected', person, title: office.title }))
    }
    case 'election.handedOver':
      return { act: 'electionHandedOver', title }
    default:
      return { act: 'electionCancelled', title, reason }
  }
}

const acts = {
  'nomination.seconded': 'seconded',
  'nomination.accepted': 'candidacyAccepted',
  'nomination.declined': 'candidacyDeclined',
  'nomination.withdrawn': 'candidacyWithdrawn',
  'nomination.approved': 'candidacyApproved',
} as const

export function tellOfNomination(event: string, { person, as, reason, cause }: ThingOf<'nomination'>): Told {
  if (event === 'nomination.proposed') return { act: as === 'self' ? 'stood' : 'nominated', person }
  const act = acts[event as keyof typeof acts] ?? 'candidacyRejected'
  return { act, person, reason, cause: cause ?? null }
}
