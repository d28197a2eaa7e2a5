import { z } from 'zod'
import { clusterSeats, tokenScopes } from './actor.ts'

export const ClusterSeat = z.enum(clusterSeats)
export type ClusterSeat = z.infer<typeof ClusterSeat>

export const TokenScope = z.enum(tokenScopes)
export type TokenScope = z.infer<typeof TokenScope>
