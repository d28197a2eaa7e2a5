import { EmptyState as MantineEmptyState } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  title: string
  /** What one can do about it. */
  hint?: string
  /** Set where this is all that the page has to say: the title is then its heading. */
  isPage?: boolean
  children?: ReactNode
}

/** Nothing here yet, and what to do. `children` are the buttons. */
export function EmptyState({ icon: Icon, title, hint, isPage, children }: Props) {
  return (
    <MantineEmptyState px="md" py="xl" variant="light" icon={<Icon size={28} strokeWidth={1.6} aria-hidden />}>
      <MantineEmptyState.Title order={isPage ? 1 : undefined}>{title}</MantineEmptyState.Title>
      {hint && <MantineEmptyState.Description>{hint}</MantineEmptyState.Description>}
      {children && <MantineEmptyState.Actions>{children}</MantineEmptyState.Actions>}
    </MantineEmptyState>
  )
}
