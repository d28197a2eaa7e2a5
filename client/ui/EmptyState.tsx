import { EmptyState as MantineEmptyState } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  title: string
  /** What one can do about it. */
  hint?: string
  children?: ReactNode
}

/** Nothing here yet, and what to do. `children` are the buttons. */
export function EmptyState({ icon: Icon, title, hint, children }: Props) {
  return (
    <MantineEmptyState
      py="xl"
      variant="light"
      icon={<Icon size={28} strokeWidth={1.6} aria-hidden />}
      title={title}
      description={hint}
    >
      {children && <MantineEmptyState.Actions>{children}</MantineEmptyState.Actions>}
    </MantineEmptyState>
  )
}
