import { Tooltip } from '@mantine/core'
import { useEffect, useRef } from 'react'

interface Props {
  label: string
  target: Element
  width: number | undefined
  position: 'top' | 'left'
  onEscape(): void
}

export function HintBubble({ label, target, width, position, onEscape }: Props) {
  const at = useRef(target as HTMLElement)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => event.key === 'Escape' && onEscape()
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [onEscape])
  return <Tooltip opened label={label} target={at} position={position} multiline={width !== undefined} maw={width} />
}
