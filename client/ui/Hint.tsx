import { cloneElement, type PointerEvent, type ReactElement, Suspense, useEffect, useRef, useState } from 'react'
import { latePart } from './latePart.tsx'

const HintBubble = latePart(async () => (await import('./HintBubble.tsx')).HintBubble)

interface Props {
  label: string
  /** How long a pointer must rest, in milliseconds. */
  delay?: number
  /** In pixels; a longer label takes several lines. */
  width?: number
  position?: 'top' | 'left'
  isOff?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: whatever takes a pointer
  children: ReactElement<any>
  /** What surrounds it has to say to the element within. */
  [given: string]: unknown
}

/** Says what something is while a mouse rests on it. Words that are nowhere else belong into its `aria-label` too. */
export function Hint({ label, delay = 0, width, position = 'top', isOff = false, children, ...given }: Props) {
  const [target, setTarget] = useState<Element | null>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  const leave = () => {
    clearTimeout(waiting.current)
    setTarget(null)
  }
  const heard = { ...children.props, ...given }
  const child = cloneElement(children, {
    ...given,
    className: [children.props.className, given['className']].filter(Boolean).join(' ') || undefined,
    onPointerEnter: (event: PointerEvent) => {
      heard.onPointerEnter?.(event)
      const { currentTarget, pointerType } = event
      if (pointerType === 'mouse') waiting.current = setTimeout(() => setTarget(currentTarget), delay)
    },
    onPointerLeave: (event: PointerEvent) => {
      heard.onPointerLeave?.(event)
      leave()
    },
    onPointerDown: (event: PointerEvent) => {
      heard.onPointerDown?.(event)
      leave()
    },
  })
  return (
    <>
      {child}
      <Suspense>
        {target && !isOff && (
          <HintBubble label={label} target={target} width={width} position={position} onEscape={leave} />
        )}
      </Suspense>
    </>
  )
}
