import { Menu } from '@mantine/core'
import { cloneElement, type ReactNode } from 'react'
import type { Framed } from './LatePopup.tsx'
import { useFrame } from './useFrame.ts'

/** A menu below its button, within a `LatePopup`; holds `Menu.Item`s. */
export function MenuFrame({ children, width, ...framed }: Framed & { children: ReactNode; width?: number }) {
  const { isOpen, change, button } = useFrame(framed)
  return (
    <Menu opened={isOpen} onChange={change} position="bottom-end" shadow="md" width={width} withinPortal>
      <Menu.Target>{cloneElement(framed.button, { ref: button })}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
