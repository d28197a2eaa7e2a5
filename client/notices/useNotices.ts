import { useInfiniteQuery } from '@tanstack/react-query'
import { ask } from '#client/platform/hub.ts'
import type { QueryOutput } from '#shared/contract.ts'
import type { Refusal } from '#shared/platform/refusal.ts'

type Page = QueryOutput<'notices.list'>
export type Notice = Page['notices'][number]

/** One's notices, page after page; what belongs together is one line although it came on several pages. */
export function useNotices() {
  const asked = useInfiniteQuery<Page, Refusal, Page[], string[], string | null>({
    queryKey: ['notices.list'],
    queryFn: ({ pageParam }) => ask('notices.list', pageParam ? { before: pageParam } : {}),
    initialPageParam: null,
    getNextPageParam: ({ older }) => older,
    select: ({ pages }) => pages,
  })
  return { ...asked, notices: joined(asked.data ?? []), unread: asked.data?.[0]?.unread ?? 0 }
}

function joined(pages: Page[]): Notice[] {
  const groups = Map.groupBy(
    pages.flatMap(({ notices }) => notices),
    ({ group }) => group,
  )
  return [...groups.values()].map((parts) => ({
    ...parts[0]!,
    ids: parts.flatMap(({ ids }) => ids),
    isRead: parts.every(({ isRead }) => isRead),
  }))
}
