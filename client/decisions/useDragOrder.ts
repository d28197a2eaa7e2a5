import { type PointerEvent, type RefObject, useState } from 'react'

interface Drag {
  id: string
  from: number
  to: number
  /** How far the pointer has come since it was put down, in pixels. */
  by: number
  startY: number
  /** Of all rows as they lay, in pixels of the page. */
  rows: readonly { top: number; height: number }[]
}

const spaceBetween = 8

/**
 * Moves a row of a list by its grip, with mouse, pen or finger. The rows stay where they are in the list until the grip is let
 * go; meanwhile each is shifted to where it would come to lie.
 */
export function useDragOrder(list: RefObject<HTMLElement | null>, onMove: (id: string, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)

  const gripOf = (id: string, from: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !list.current) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const rows = Array.from(list.current.children, (row) => row.getBoundingClientRect()).map(({ top, height }) => ({
        top,
        height,
      }))
      setDrag({ id, from, to: from, by: 0, startY: event.clientY, rows })
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (drag?.id !== id) return
      const by = event.clientY - drag.startY
      setDrag({ ...drag, by, to: placeOf(drag, by) })
    },
    onPointerUp() {
      if (drag?.id !== id) return
      setDrag(null)
      if (drag.to !== drag.from) onMove(id, drag.to)
    },
    onPointerCancel: () => setDrag(null),
  })

  const styleOf = (at: number) => {
    const shift = drag ? shiftOf(drag, at) : 0
    return shift === 0 ? undefined : { transform: `translateY(${shift}px)` }
  }
  return { gripOf, styleOf, held: drag?.id ?? null }
}

/** How many of the others have their middle above that of the row in hand. */
function placeOf({ rows, from }: Drag, by: number): number {
  const { top, height } = rows[from]!
  const middle = top + height / 2 + by
  return rows.filter((row, at) => at !== from && row.top + row.height / 2 < middle).length
}

function shiftOf({ rows, from, to, by }: Drag, at: number): number {
  if (at === from) return by
  const step = rows[from]!.height + spaceBetween
  if (at > from && at <= to) return -step
  return at < from && at >= to ? step : 0
}
