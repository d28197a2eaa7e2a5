import { useLayoutEffect, useRef, useState } from 'react'
import type { Framed } from './LatePopup.tsx'

/** A popup that opens as soon as it is there: its button takes the place, and the keyboard, of the one that was pressed. */
export function useFrame({ onReady, onChange }: Framed) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLElement>(null)
  const change = (next: boolean) => {
    setOpen(next)
    onChange?.(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it stands
  useLayoutEffect(() => {
    onReady()
    button.current?.focus({ preventScroll: true })
    setOpen(true)
  }, [])
  return { isOpen, change, button }
}
