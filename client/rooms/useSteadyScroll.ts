import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { Align } from './SteadyList.tsx'

/** Closer than this to the end counts as being there, in pixels. */
const atEndWithin = 80
/** More is fetched before it is seen. */
const aheadOf = 800

interface Around {
  /** What stands on the page goes on to the newest row. */
  hasAllNewer: boolean
  onMoved(): void
  onAtEnd(isAtEnd: boolean): void
}

/** Keeps the row that is read, or the end, where it is in sight, before the browser paints anything else. */
export function useSteadyScroll(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  around: Around,
) {
  const isAtEnd = useRef<boolean | null>(null)
  const anchor = useRef<{ key: string; top: number } | null>(null)
  const latest = useRef(around)
  useLayoutEffect(() => {
    latest.current = around
  })

  const rowOf = (key: string) => content.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null
  // A day's line may come or go above a message: it is the message that is read.
  const topOf = (row: Element) => (row.querySelector('article') ?? row).getBoundingClientRect().top

  function note() {
    const element = scroller.current
    if (!element || !content.current) return
    const { top } = element.getBoundingClientRect()
    const rows = content.current.querySelectorAll<HTMLElement>('[data-key]')
    const read = Array.from(rows).find((row) => row.getBoundingClientRect().bottom > top + 1)
    anchor.current = read ? { key: read.dataset['key']!, top: topOf(read) - top } : null
  }

  function noteEnd() {
    const element = scroller.current
    if (!element) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    tellEnd(latest.current.hasAllNewer && below < atEndWithin)
  }
  function tellEnd(isThere: boolean) {
    if (isThere !== isAtEnd.current) latest.current.onAtEnd(isThere)
    isAtEnd.current = isThere
  }

  /** After whatever has changed the page. */
  function hold() {
    const element = scroller.current
    if (!element) return
    const row = anchor.current && rowOf(anchor.current.key)
    if (isAtEnd.current && latest.current.hasAllNewer) element.scrollTop = element.scrollHeight
    else if (row && anchor.current) {
      const moved = topOf(row) - element.getBoundingClientRect().top - anchor.current.top
      if (Math.abs(moved) >= 0.5) element.scrollTop += moved
      // Where there was no room to scroll that far, there may be when more rows have come.
      return
    }
    note()
  }

  /** Puts a row where it is wanted; null while it does not stand on the page. */
  function put(key: string, align: Align): HTMLElement | null {
    const [element, row] = [scroller.current, rowOf(key)]
    if (!element || !row) return null
    element.scrollTop += wayTo(align, row.getBoundingClientRect(), element.getBoundingClientRect())
    note()
    noteEnd()
    return row
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the elements stay as long as the list, and all else is in refs
  useEffect(() => {
    const element = scroller.current
    if (!element || !content.current) return
    const onScroll = () => {
      note()
      noteEnd()
      latest.current.onMoved()
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    const sizes = new ResizeObserver(() => {
      hold()
      latest.current.onMoved()
    })
    sizes.observe(element)
    sizes.observe(content.current)
    return () => {
      element.removeEventListener('scroll', onScroll)
      sizes.disconnect()
    }
  }, [])

  return {
    hold,
    put,
    /** From here on at the end. */
    stick() {
      tellEnd(true)
      hold()
    },
    look() {
      const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = scroller.current ?? {}
      // Nothing is laid out: nothing is known.
      const isLaidOut = clientHeight > 0
      const ahead = Math.max(aheadOf, clientHeight)
      const below = scrollHeight - scrollTop - clientHeight
      return {
        isNearStart: isLaidOut && scrollTop < ahead,
        isNearEnd: isLaidOut && below < ahead,
        isAtFirst: isLaidOut && scrollTop < 1,
        isAtLast: isLaidOut && below < 1,
        isAtEnd: isAtEnd.current === true,
      }
    },
  }
}

/** How far to scroll so that the row stands there in the frame. A little air stays above one at the start. */
function wayTo(align: Align, row: DOMRect, frame: DOMRect): number {
  const [toStart, toEnd] = [row.top - frame.top - 12, row.bottom - frame.bottom]
  if (align === 'start') return toStart
  if (align === 'end') return toEnd
  if (align === 'center') return (row.top + row.bottom - frame.top - frame.bottom) / 2
  return row.top < frame.top ? toStart : Math.max(0, toEnd)
}
