import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask } from '#client/platform/hub.ts'
import type { QueryAsk, QueryOutput } from '#shared/contract.ts'
import type { Refusal } from '#shared/platform/refusal.ts'

type Page = QueryOutput<'messages.search'>
/** So often it goes on by itself where a page holds nothing, before it asks whether to. */
const mostEmptyPages = 6

/** The pages of a search, newest first; an empty page that is not the last leads to the next by itself. */
export function useSearch(question: QueryAsk<'messages.search'> | null) {
  const found = useInfiniteQuery<Page, Refusal, { pages: Page[] }, unknown[], string | undefined>({
    queryKey: ['messages.search', question],
    queryFn: ({ pageParam }) => ask('messages.search', { ...question, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: question !== null,
    staleTime: 0,
  })
  const pages = found.data?.pages ?? []
  const hits = pages.flatMap((page) => page.hits)
  const emptyPages = pages.length - 1 - pages.findLastIndex((page) => page.hits.length > 0)
  const { hasNextPage, isFetching, fetchNextPage } = found
  const goesOn = hits.length < 5 && hasNextPage && emptyPages < mostEmptyPages
  useEffect(() => {
    if (goesOn && !isFetching) void fetchNextPage()
  }, [goesOn, isFetching, fetchNextPage])
  return {
    hits,
    last: pages.at(-1) ?? null,
    isLooking: found.isFetching,
    isFirst: found.isPending && question !== null,
    hasMore: hasNextPage,
    refusal: found.error,
    goOn: () => void fetchNextPage(),
    again: () => void found.refetch(),
  }
}
