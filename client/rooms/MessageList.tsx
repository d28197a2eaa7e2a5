import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Virtuoso } from 'react-virtuoso'
import { useStore } from 'zustand'
import { useText } from '#client/i18n.ts'
import { ListRow } from './ListRow.tsx'
import { ListStart, type ListStartContext } from './ListStart.tsx'
import { type ListControl, lastVisibleKey, useFirstItemIndex } from './listControl.ts'
import classes from './MessageList.module.css'
import { NewerPill, NotLoaded, UnreadAbove } from './NewerPill.tsx'
import { useReading, useReadUpTo } from './reading.ts'
import { useRoomTalk } from './roomContext.ts'
import { historyOf, useReactions, useRows } from './roomView.ts'
import type { Row } from './rows.ts'
import { useSeenBy } from './seenBy.ts'

const components = { Header: ListStart }
/** Closer than this to the end counts as being there, in pixels. */
const nearEnd = 80
const keyOf = (_: number, row: Row) => row.key

/** The room's talk: pages in both directions, stays where the reader is, and follows the end while the reader is there. */
export function MessageList({ control }: { control: ListControl }) {
  const { t } = useText()
  const { room } = useRoomTalk()
  const history = historyOf(room)
  const { shown, view, target, loading, epoch, refusal } = useStore(history.store)
  const isLive = shown.to === Number.POSITIVE_INFINITY
  const readUpTo = useReadUpTo(room)
  const rows = useRows(room, readUpTo)
  control.rows.current = rows
  const reactions = useReactions(room)
  const seenBy = useSeenBy(room, rows)
  const place = `${room} ${epoch} ${view}`
  const firstItemIndex = useFirstItemIndex(rows, place)
  const [isAtBottom, setAtBottom] = useState(true)
  const scroller = useRef<HTMLElement | null>(null)
  const sawRow = useReading(room, rows, isLive)
  useVisibleRow(scroller, rows, sawRow)
  const opening = openingPlace(rows, target)
  const { stick, noteEnd } = useStickToEnd(scroller, place, opening.align === 'end')
  const [tabStop, setTabStop] = useState<string | null>(null)
  const context: ListStartContext = useMemo(
    () => ({ isLoading: loading === 'older' || loading === 'jump', isAtStart: shown.from <= 1 }),
    [loading, shown.from],
  )
  const lastKey = rows.findLast(({ message }) => message)?.key
  const stop = tabStop !== null && rows.some(({ key }) => key === tabStop) ? tabStop : lastKey
  const isOwnLast = rows.at(-1)?.outgoing != null

  return (
    <div
      className={classes.list}
      role="log"
      aria-label={t('rooms.messages')}
      aria-live={isAtBottom && isLive ? 'polite' : 'off'}
      aria-relevant="additions"
      onKeyDown={(event) => moveAmongRows(event, control, rows)}
      onFocus={(event) => {
        const key = event.target.closest<HTMLElement>('[data-key]')?.dataset['key']
        if (key) setTabStop(key)
      }}
    >
      <Virtuoso<Row, ListStartContext>
        key={place}
        ref={control.handle}
        className={classes.scroller}
        data={rows}
        context={context}
        components={components}
        computeItemKey={keyOf}
        firstItemIndex={firstItemIndex}
        initialTopMostItemIndex={opening}
        alignToBottom
        increaseViewportBy={{ top: 800, bottom: 400 }}
        atBottomThreshold={nearEnd}
        atBottomStateChange={(isThere) => {
          setAtBottom(isThere)
          noteEnd(isThere)
        }}
        totalListHeightChanged={stick}
        followOutput={(isThere) => isLive && (isThere || isOwnLast) && 'auto'}
        startReached={() => void history.loadOlder()}
        endReached={() => void history.loadNewer()}
        scrollerRef={(element) => {
          scroller.current = element instanceof HTMLElement ? element : null
        }}
        itemContent={(_, row) => (
          <ListRow
            row={row}
            isLit={control.lit !== null && row.message?.id === control.lit}
            isTabStop={row.key === stop}
            reactions={row.message ? reactions(row.message.id) : []}
            seenBy={seenBy(row.key)}
          />
        )}
      />
      {refusal && <NotLoaded refusal={refusal} onRetry={history.retry} />}
      {readUpTo !== null && !refusal && shown.from > readUpTo + 1 && isLive && (
        <UnreadAbove onGo={() => void history.jumpTo(readUpTo)} />
      )}
      {(!isAtBottom || !isLive) && <NewerPill room={room} onGo={control.goToNewest} />}
    </div>
  )
}

/** Opens at the message one came for, else where the unread begins, else at the end. */
function openingPlace(rows: readonly Row[], target: number | null) {
  if (target !== null) {
    const index = rows.findIndex(({ message }) => (message?.seq ?? 0) >= target)
    if (index >= 0) return { index, align: 'center' as const }
  }
  const firstNew = rows.findIndex(({ startsNew }) => startsNew)
  if (firstNew > 0) return { index: firstNew, align: 'start' as const, offset: -12 }
  return { index: Math.max(0, rows.length - 1), align: 'end' as const }
}

/** Tells which row is the last in sight, after scrolling and after news. */
function useVisibleRow(
  scroller: React.RefObject<HTMLElement | null>,
  rows: readonly Row[],
  saw: (key: string | null) => void,
) {
  const planned = useRef(0)
  const look = useCallback(() => {
    cancelAnimationFrame(planned.current)
    planned.current = requestAnimationFrame(() => {
      if (scroller.current) saw(lastVisibleKey(scroller.current))
    })
  }, [scroller, saw])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scroller is another one when the place changes, and rows move it
  useEffect(() => {
    const element = scroller.current
    look()
    element?.addEventListener('scroll', look, { passive: true })
    // Heights settle shortly after rows have come.
    const later = setTimeout(look, 150)
    return () => {
      element?.removeEventListener('scroll', look)
      clearTimeout(later)
    }
  }, [look, rows])
  useEffect(() => () => cancelAnimationFrame(planned.current), [])
}

/** Whoever reads the end goes on reading the end, when a row grows or the field below takes more room. */
function useStickToEnd(scroller: React.RefObject<HTMLElement | null>, place: string, opensAtEnd: boolean) {
  const isStuck = useRef(opensAtEnd)
  const stick = useCallback(() => {
    const element = scroller.current
    if (element && isStuck.current) element.scrollTop = element.scrollHeight
  }, [scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another scroller, and opens only once
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const note = () => {
      isStuck.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
    }
    isStuck.current = opensAtEnd
    element.addEventListener('scroll', note, { passive: true })
    const sizes = new ResizeObserver(stick)
    sizes.observe(element)
    return () => {
      element.removeEventListener('scroll', note)
      sizes.disconnect()
    }
  }, [scroller, stick, place])
  // A short list is at its end without ever having been scrolled.
  const noteEnd = useCallback((isThere: boolean) => {
    if (isThere) isStuck.current = true
  }, [])
  return { stick, noteEnd }
}

function moveAmongRows(event: React.KeyboardEvent<HTMLElement>, { handle }: ListControl, rows: readonly Row[]) {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
  const from = event.target as HTMLElement
  if (step === 0 || from.tagName !== 'ARTICLE') return
  event.preventDefault()
  const log = event.currentTarget
  const key = from.closest<HTMLElement>('[data-key]')?.dataset['key']
  const index = rows.findIndex((row) => row.key === key) + step
  const next = rows[index]
  if (!next) return
  handle.current?.scrollIntoView({
    index,
    done: () => log.querySelector<HTMLElement>(`[data-key="${next.key}"] article`)?.focus({ preventScroll: true }),
  })
}
