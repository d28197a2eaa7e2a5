import { Popover } from '@mantine/core'
import { cloneElement, type ReactNode } from 'react'
import type { Framed } from './LatePopup.tsx'
import { useFrame } from './useFrame.ts'

interface Props extends Framed {
  children(close: () => void): ReactNode
  isBare?: boolean
}

/** A panel above its button, within a `LatePopup`. */
export function PopoverFrame({ children, isBare = false, ...framed }: Props) {
  const { isOpen, change, button } = useFrame(framed)
  return (
    <Popover opened={isOpen} onChange={change} position="top-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>{cloneElement(framed.button, { ref: button, onClick: () => change(!isOpen) })}</Popover.Target>
      <Popover.Dropdown p={isBare ? 0 : undefined}>{isOpen && children(() => change(false))}</Popover.Dropdown>
    </Popover>
  )
}
