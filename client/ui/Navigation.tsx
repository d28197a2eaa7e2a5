import { Badge, NavLink } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useText } from '#client/i18n.ts'
import classes from './Navigation.module.css'

export interface Destination {
  to: string
  icon: LucideIcon
  label: string
  /** What waits there unread. */
  unread?: number
}

interface Props {
  destinations: readonly Destination[]
  /** The rooms that one belongs to. */
  children: ReactNode
}

export function Navigation({ destinations, children }: Props) {
  const { t } = useText()
  const { pathname } = useLocation()
  return (
    <>
      <nav aria-label={t('platform.navigation')} className={classes.links}>
        {destinations.map(({ to, icon: Icon, label, unread = 0 }) => (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={label}
            active={pathname === to || pathname.startsWith(`${to}/`)}
            aria-current={pathname === to ? 'page' : undefined}
            leftSection={<Icon size={18} strokeWidth={1.8} aria-hidden />}
            rightSection={unread > 0 && <UnreadCount unread={unread} />}
            className={classes.link}
          />
        ))}
      </nav>
      <div className={classes.rooms}>{children}</div>
    </>
  )
}

function UnreadCount({ unread }: { unread: number }) {
  const { t } = useText()
  return (
    <Badge size="sm" circle={unread < 10} aria-label={t('platform.unread', { count: unread })} role="img">
      {unread > 99 ? '99+' : unread}
    </Badge>
  )
}
