import { Button, CloseButton } from '@mantine/core'
import { ArrowDown, ArrowUp, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import type { Refusal } from '#shared/platform/refusal.ts'
import classes from './MessageList.module.css'
import { unreadOf } from './roomBoard.ts'
import { useBoardRoom } from './rooms.store.ts'

/** While the reader is further up: how much is new below, and the way there. */
export function NewerPill({ room, onGo }: { room: string; onGo(): void }) {
  const { t } = useText()
  const listed = useBoardRoom(room)
  const unread = listed ? unreadOf(listed) : 0
  return (
    <div className={classes.pill} role="status">
      <Button
        size="compact-sm"
        radius="xl"
        variant={unread > 0 ? 'filled' : 'default'}
        leftSection={<ArrowDown size={15} aria-hidden />}
        onClick={onGo}
      >
        {unread > 0 ? t('rooms.newBelow', { count: unread }) : t('rooms.toNewest')}
      </Button>
    </div>
  )
}

/** A page of history could not be read. */
export function NotLoaded({ refusal, onRetry }: { refusal: Refusal; onRetry(): void }) {
  const { t, say } = useText()
  return (
    <div className={classes.above} role="alert">
      <Button
        size="compact-sm"
        radius="xl"
        variant="default"
        leftSection={<RotateCw size={14} aria-hidden />}
        onClick={onRetry}
      >
        {t('rooms.notLoaded', { why: say(refusal) })}
      </Button>
    </div>
  )
}

/** What was unread begins further back than what is loaded. */
export function UnreadAbove({ onGo }: { onGo(): void }) {
  const { t } = useText()
  const [isClosed, setClosed] = useState(false)
  if (isClosed) return null
  return (
    <div className={classes.above}>
      <Button size="compact-sm" radius="xl" leftSection={<ArrowUp size={15} aria-hidden />} onClick={onGo}>
        {t('rooms.toFirstUnread')}
      </Button>
      <CloseButton size="sm" radius="xl" aria-label={t('platform.close')} onClick={() => setClosed(true)} />
    </div>
  )
}
