import { ActionIcon, Badge } from '@mantine/core'
import { Bell } from 'lucide-react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import classes from './NoticeBell.module.css'
import { useNoticeCount } from './noticeCount.ts'

/** The way to one's notices, and how many wait. */
export function NoticeBell() {
  const { t } = useText()
  const count = useNoticeCount()
  return (
    <ActionIcon
      component={Link}
      to="/notices"
      variant="subtle"
      color="gray"
      size={36}
      className={classes.bell}
      aria-label={count > 0 ? t('platform.notices.unread', { count }) : t('platform.notices')}
    >
      <Bell size={19} aria-hidden />
      {count > 0 && (
        <Badge size="xs" color="red" circle={count < 10} className={classes.count} aria-hidden>
          {count > 99 ? '99+' : count}
        </Badge>
      )}
    </ActionIcon>
  )
}
