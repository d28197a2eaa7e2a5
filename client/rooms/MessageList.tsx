import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useText } from '#client/i18n.ts'
import { useOutboxRows } from '#client/platform/outbox.store.ts'
import { ListRow } from './ListRow.tsx'
import { ListStart } from './ListStart.tsx'
import { type ListControl, lastVisibleKey } from './listControl.ts'
import classes from './MessageList.module.css'
import { NewerPill, NotLoaded, UnreadAbove } from './NewerPill.tsx'
import { useReading, useReadUpTo } from './reading.ts'
import { useRoomTalk } from './roomContext.ts'
import { historyOf, useReactions, useRows } from './roomView.ts'
import type { Row } from './rows.ts'
import { type Opening, SteadyList } from './SteadyList.tsx'
import { useSeenBy } from './seenBy.ts'

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
  const [isAtBottom, setAtBottom] = useState(true)
  const scroller = useRef<HTMLElement | null>(null)
  const sawRow = useReading(room, rows, isLive)
  useVisibleRow(scroller, rows, sawRow)
  useOwnWords(room, isLive, history.jumpToNewest)
  const [tabStop, setTabStop] = useState<string | null>(null)
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
      <SteadyList
        key={place}
        handle={control.handle}
        scroller={scroller}
        rows={rows}
        opening={openingPlace(rows, target)}
        isOwnLast={isOwnLast}
        header={<ListStart isLoading={loading === 'older' || loading === 'jump'} isAtStart={shown.from <= 1} />}
        // What could not be read is asked for again by the reader, not by every movement.
        onStart={() => refusal === null && void history.loadOlder()}
        onEnd={() => refusal === null && void history.loadNewer()}
        onAtEnd={setAtBottom}
        renderRow={(row) => (
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

/** Who speaks while reading far back is taken to where their words stand. */
function useOwnWords(room: string, isLive: boolean, goToNewest: () => void) {
  const waiting = useOutboxRows(room).length
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting > before.current && !isLive) goToNewest()
    before.current = waiting
  }, [waiting, isLive, goToNewest])
}

/** Opens at the message one came for, else at one's own words, else where the unread begins, else at the end. */
function openingPlace(rows: readonly Row[], target: number | null): Opening {
  if (target !== null) {
    const index = rows.findIndex(({ message }) => (message?.seq ?? 0) >= target)
    if (index >= 0) return { index, align: 'center' }
  }
  const firstNew = rows.findIndex(({ startsNew }) => startsNew)
  const isOwnLast = rows.at(-1)?.outgoing != null
  if (firstNew > 0 && !isOwnLast) return { index: firstNew, align: 'start' }
  return { index: Math.max(0, rows.length - 1), align: 'end' }
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

function moveAmongRows(event: React.KeyboardEvent<HTMLElement>, { handle }: ListControl, rows: readonly Row[]) {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
  const from = event.target as HTMLElement
  if (step === 0 || from.tagName !== 'ARTICLE') return
  event.preventDefault()
  const key = from.closest<HTMLElement>('[data-key]')?.dataset['key']
  const next = rows[rows.findIndex((row) => row.key === key) + step]
  if (next) handle.current?.show(next.key, 'nearest', focusMessage)
}

const focusMessage = (row: HTMLElement) => row.querySelector('article')?.focus({ preventScroll: true })
