import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { QueryAsk, QueryName, QueryOutput } from '#shared/contract.ts'
import type { Refusal } from '#shared/platform/refusal.ts'
import { ask } from './hub.ts'

export interface AskOptions {
  isEnabled?: boolean
  /** Keep showing the former answer while a changed input is asked (search as you type). */
  keepsPrevious?: boolean
}

/** Reads a query of the contract; hints of the hub make it read again. */
export function useAsk<Q extends QueryName>(
  name: Q,
  input: QueryAsk<Q>,
  { isEnabled = true, keepsPrevious = false }: AskOptions = {},
): UseQueryResult<QueryOutput<Q>, Refusal> {
  return useQuery<QueryOutput<Q>, Refusal>({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    enabled: isEnabled,
    ...(keepsPrevious ? { placeholderData: keepPreviousData as never } : {}),
  })
}
