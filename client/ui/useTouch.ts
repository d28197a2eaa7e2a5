import { type PointerEvent, useRef } from 'react'

const longPressMs = 450
/** Less than this is a finger that rests, not one that moves. */
const slackPx = 10
const farthestPx = 72
const enoughPx = 52
/** At the edge the system's own gestures begin. */
const edgePx = 24

interface Deeds {
  /** Drawn to the left far enough and let go. */
  onSwipe?: (() => void) | undefined
  /** Held for a moment. */
  onHold(row: HTMLElement): void
}

interface Touch {
  x: number
  y: number
  timer: ReturnType<typeof setTimeout>
  /** undecided: may still become either · pulled: the row follows the finger · over: this touch means nothing more */
  state: 'undecided' | 'pulled' | 'over'
}

/**
 * What a finger does to a row beyond a tap. The row follows through the custom property `--pulled` (px); it needs
 * `touch-action: pan-y`, so that scrolling stays the browser's own.
 */
export function useTouch({ onSwipe, onHold }: Deeds) {
  const touch = useRef<Touch | null>(null)
  const pull = (row: HTMLElement, px: number) => row.style.setProperty('--pulled', `${px}px`)

  function end(row: HTMLElement) {
    if (!touch.current) return
    clearTimeout(touch.current.timer)
    if (touch.current.state === 'pulled') pull(row, 0)
    touch.current = null
  }

  return {
    onPointerDown({ pointerType, clientX: x, clientY: y, isPrimary, currentTarget }: PointerEvent<HTMLElement>) {
      if (pointerType !== 'touch' || !isPrimary || x < edgePx || x > innerWidth - edgePx) return
      const timer = setTimeout(() => {
        if (touch.current?.state !== 'undecided') return
        touch.current.state = 'over'
        navigator.vibrate?.(10)
        onHold(currentTarget)
      }, longPressMs)
      touch.current = { x, y, timer, state: 'undecided' }
    },
    onPointerMove({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) {
      const held = touch.current
      if (!held || held.state === 'over') return
      const left = held.x - clientX
      const down = Math.abs(clientY - held.y)
      if (held.state === 'undecided') {
        if (Math.max(Math.abs(left), down) < slackPx) return
        clearTimeout(held.timer)
        held.state = onSwipe && left > 2 * down ? 'pulled' : 'over'
      }
      if (held.state === 'pulled') pull(currentTarget, Math.max(0, Math.min(left, farthestPx)))
    },
    onPointerUp({ clientX, currentTarget }: PointerEvent<HTMLElement>) {
      const held = touch.current
      const isFar = held?.state === 'pulled' && held.x - clientX >= enoughPx
      end(currentTarget)
      if (isFar) onSwipe?.()
    },
    onPointerCancel: ({ currentTarget }: PointerEvent<HTMLElement>) => end(currentTarget),
  }
}
