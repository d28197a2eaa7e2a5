import { useCallback, useEffect, useRef, useState } from 'react'
import type { Message } from '#shared/rooms/message.shape.ts'
import { historyOf } from './roomView.ts'
import type { Row } from './rows.ts'
import type { ListHandle } from './SteadyList.tsx'

const litForMs = 2600

/** Going to a message, near or far back, and lighting it up when it is there. */
export function useListControl(room: string) {
  const handle = useRef<ListHandle>(null)
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
      const row = rows.current.find(({ message }) => message?.id === id)
      if (isAtHand && row) handle.current?.show(row.key, 'center')
      setLit(id)
    },
    [room],
  )
  const goToNewest = useCallback(() => {
    const history = historyOf(room)
    if (history.isLive()) handle.current?.toEnd()
    else history.jumpToNewest()
  }, [room])
  return { handle, rows, lit, goTo, goToNewest }
}
export type ListControl = ReturnType<typeof useListControl>

/** The last row of which something can be seen. */
export function lastVisibleKey(scroller: HTMLElement): string | null {
  const { bottom } = scroller.getBoundingClientRect()
  const rendered = [...scroller.querySelectorAll<HTMLElement>('[data-key]')]
  return rendered.findLast((row) => row.getBoundingClientRect().top < bottom - 12)?.dataset['key'] ?? null
}
