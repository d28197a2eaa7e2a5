import { QueryClient } from '@tanstack/react-query'
import { Refusal } from '#shared/platform/refusal.ts'

/** Shared by `useAsk` and the hub's hints. A refusal is an answer and is not asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 3 && (!(error instanceof Refusal) || error.code === 'unavailable'),
    },
  },
})
