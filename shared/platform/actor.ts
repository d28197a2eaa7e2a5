import type { ClusterSeat, TokenScope } from './actor.shape.ts'

/** Seats of the cluster, in the order of the roll. A person may hold several. */
export const clusterSeats = ['secretariat', 'chair', 'viceChair', 'delegate', 'expert', 'observer'] as const

export const tokenScopes = ['read', 'write'] as const

/**
 * Whoever asks, with the rights of this very moment: rebuilt from the cluster's roll for every command.
 * A visitor has no `personId`; a suspended person is a visitor with a name.
 */
export interface Actor {
  personId: string | null
  isActive: boolean
  seats: readonly ClusterSeat[]
  /** What a personal access token is limited to; a session has all. */
  scopes: readonly TokenScope[]
}

export const visitor: Actor = { personId: null, isActive: false, seats: [], scopes: tokenScopes }

/** Reactions act as the cluster itself: no person, but the secretariat's rights. */
export const systemActor: Actor = { personId: 'system', isActive: true, seats: ['secretariat'], scopes: tokenScopes }

export const isMember = (actor: Actor) => actor.personId !== null && actor.isActive
export const holds = (actor: Actor, ...seats: ClusterSeat[]) =>
  isMember(actor) && seats.some((seat) => actor.seats.includes(seat))
export const isSecretariat = (actor: Actor) => holds(actor, 'secretariat')
export const isPresiding = (actor: Actor) => holds(actor, 'secretariat', 'chair', 'viceChair')
