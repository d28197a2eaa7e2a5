import {
  type ReactNode,
  type RefObject,
  startTransition,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Row } from './rows.ts'
import {
  extended,
  lowestRow,
  placeOf,
  trimmed,
  usualRow,
  windowAround,
  windowAtEnd,
  windowOpening,
  windowWith,
} from './rowWindow.ts'
import classes from './SteadyList.module.css'
import { useSteadyScroll } from './useSteadyScroll.ts'

export type Align = 'start' | 'center' | 'end' | 'nearest'
export interface Opening {
  index: number
  align: Align
}

export interface ListHandle {
  /** Brings a row into sight; `then` gets its element. */
  show(key: string, align: Align, then?: (row: HTMLElement) => void): void
  toEnd(): void
}

interface Props {
  rows: readonly Row[]
  renderRow(row: Row): ReactNode
  header: ReactNode
  /** Where the list opens. */
  opening: Opening
  /** The last row is one's own and on its way: the list goes to it. */
  isOwnLast: boolean
  handle: RefObject<ListHandle | null>
  scroller: RefObject<HTMLElement | null>
  /** There is nothing older, or newer, at hand; asked again whenever it still is so. */
  onStart(): void
  onEnd(): void
  onAtEnd(isAtEnd: boolean): void
}

/**
 * Rows of any height. What is being read stays where it is, to the pixel, whatever comes above, grows or goes; at the
 * end the list follows the end. Only a window of the rows stands on the page.
 */
export function SteadyList(props: Props) {
  const { rows, renderRow, header, opening, isOwnLast, handle, scroller, onStart, onEnd, onAtEnd } = props
  const [window, setWindow] = useState(() => windowOpening(rows, opening, Math.ceil(innerHeight / usualRow)))
  const content = useRef<HTMLDivElement>(null)
  const { start, end } = placeOf(rows, window)
  const hasAllNewer = end === rows.length
  const steady = useSteadyScroll(scroller, content, { hasAllNewer, onMoved, onAtEnd })
  const first = useRef(window)
  const wish = useRef<Parameters<ListHandle['show']> | null>(null)
  const lastKey = useRef(rows.at(-1)?.key)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the place at which the list opens counts once
  useLayoutEffect(() => {
    const row = rows[opening.index]
    if (!row) return steady.stick()
    steady.put(row.key, opening.align)
    const { isAtFirst, isAtLast } = steady.look()
    if (!(isAtFirst && start > 0) && !(isAtLast && !hasAllNewer)) return
    // Rows lower than usual do not fill the screen, and the row could not stand where it is wanted.
    first.current = windowOpening(rows, opening, Math.ceil(innerHeight / lowestRow))
    wish.current = [row.key, opening.align]
    setWindow(first.current)
  }, [])

  // What is in sight is painted first; the rest of what was read comes after, before anybody can have scrolled there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    const all = opening.align === 'end' ? windowAtEnd(rows) : windowAround(rows, opening.index)
    startTransition(() => setWindow((was) => (was === first.current ? all : was)))
  }, [])

  useLayoutEffect(() => {
    const isNew = rows.at(-1)?.key !== lastKey.current
    lastKey.current = rows.at(-1)?.key
    if (isNew && isOwnLast) return toEnd()
    if (!grantWish()) steady.hold()
    onMoved()
  })

  function grantWish(): boolean {
    if (!wish.current) return false
    const [key, align, then] = wish.current
    const row = steady.put(key, align)
    if (row) wish.current = null
    if (row) then?.(row)
    return row !== null
  }

  function toEnd() {
    steady.stick()
    setWindow(windowAtEnd(rows))
  }

  useImperativeHandle(handle, () => ({
    show(...wanted) {
      const index = rows.findIndex(({ key }) => key === wanted[0])
      if (index < 0) return
      wish.current = wanted
      setWindow((was) => windowWith(rows, was, index))
      grantWish()
    },
    toEnd,
  }))

  /** Near an end of what stands on the page there must be more of it. */
  function onMoved() {
    const { isNearStart, isNearEnd, isAtEnd } = steady.look()
    if (isNearStart && start === 0) onStart()
    if (isNearEnd && hasAllNewer) onEnd()
    if (window === first.current) return
    if (isNearStart && start > 0) setWindow(extended(rows, window, 'older'))
    else if (isNearEnd && !hasAllNewer) setWindow(extended(rows, window, 'newer'))
    else setWindow(trimmed(rows, window, isAtEnd))
  }

  return (
    <div ref={scroller as RefObject<HTMLDivElement | null>} className={classes.scroller} data-scroller>
      <div ref={content} className={classes.content}>
        {start === 0 && header}
        {rows.slice(start, end).map((row) => (
          <div key={row.key} data-key={row.key} className={classes.item}>
            {renderRow(row)}
          </div>
        ))}
      </div>
    </div>
  )
}
