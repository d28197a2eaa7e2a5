import '#client/ui/mantineLate.ts'
import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#client/i18n.ts'
import classes from './SideDrawer.module.css'

interface Props {
  title: string
  onClose(): void
  children: ReactNode
}

/** The navigation of a phone. */
export function SideDrawer({ title, onClose, children }: Props) {
  const { t } = useText()
  return (
    <Drawer
      opened
      onClose={onClose}
      size={300}
      title={title}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
      classNames={{ body: classes.drawer }}
    >
      {children}
    </Drawer>
  )
}
