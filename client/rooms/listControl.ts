import { useCallback, useEffect, useRef, useState } from 'react'
import type { VirtuosoHandle } from 'react-virtuoso'
import type { Message } from '#shared/rooms/message.ts'
import { historyOf } from './roomView.ts'
import type { Row } from './rows.ts'

const litForMs = 2600

/** Going to a message, near or far back, and lighting it up when it is there. */
export function useListControl(room: string) {
  const handle = useRef<VirtuosoHandle>(null)
  const rows = useRef<readonly Row[]>([])
  const [lit, setLit] = useState<string | null>(null)
  useEffect(() => {
    if (lit === null) return
    const timer = setTimeout(() => setLit(null), litForMs)
    return () => clearTimeout(timer)
  }, [lit])

  const goTo = useCallback(
    async ({ id, seq }: Pick<Message, 'id' | 'seq'>) => {
      const isAtHand = await historyOf(room).jumpTo(seq)
      const index = rows.current.findIndex(({ message }) => message?.id === id)
      if (isAtHand && index >= 0) handle.current?.scrollToIndex({ index, align: 'center' })
      setLit(id)
    },
    [room],
  )
  const goToNewest = useCallback(() => {
    const history = historyOf(room)
    if (history.isLive()) handle.current?.scrollToIndex({ index: 'LAST', align: 'end' })
    else history.jumpToNewest()
  }, [room])
  return { handle, rows, lit, goTo, goToNewest }
}
export type ListControl = ReturnType<typeof useListControl>

const start = 1_000_000_000

/** Virtuoso keeps its place when older rows come, if the index of the first one goes down by as many. */
export function useFirstItemIndex(rows: readonly Row[], view: string): number {
  const anchor = useRef({ view, key: rows[0]?.key, index: start })
  if (anchor.current.view !== view) anchor.current = { view, key: rows[0]?.key, index: start }
  else {
    const moved = rows.findIndex(({ key }) => key === anchor.current.key)
    if (moved !== 0) anchor.current = { view, key: rows[0]?.key, index: anchor.current.index - Math.max(0, moved) }
  }
  return anchor.current.index
}

/** The last row of which something can be seen. */
export function lastVisibleKey(scroller: HTMLElement): string | null {
  const { bottom } = scroller.getBoundingClientRect()
  const rendered = [...scroller.querySelectorAll<HTMLElement>('[data-key]')]
  return rendered.findLast((row) => row.getBoundingClientRect().top < bottom - 12)?.dataset['key'] ?? null
}
