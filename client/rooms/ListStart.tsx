import { Group, Skeleton, Stack, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import classes from './MessageList.module.css'
import { useRoomTalk } from './roomContext.ts'

interface Props {
  isLoading: boolean
  isAtStart: boolean
}

/** Above the oldest row: the room's beginning, or older messages on their way. */
export function ListStart({ isLoading, isAtStart }: Props) {
  const { t, bi } = useText()
  const { ofRoom } = useRoomTalk()
  if (isAtStart)
    return (
      <div className={classes.start}>
        <Text fw={650}>{t('rooms.beginning', { title: bi(ofRoom.room.title) })}</Text>
        <Text size="sm" c="dimmed">
          {bi(ofRoom.room.topic) || t('rooms.beginning.hint')}
        </Text>
      </div>
    )
  return <div className={classes.more}>{isLoading && <MessagesSkeleton rows={2} />}</div>
}

export function MessagesSkeleton({ rows = 8 }: { rows?: number }) {
  const { t } = useText()
  return (
    <Stack gap="lg" p="md" aria-busy role="status" aria-label={t('platform.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without a life of their own
        <Group key={row} wrap="nowrap" align="flex-start" gap="sm">
          <Skeleton circle height={36} />
          <Stack gap={8} flex={1}>
            <Skeleton height={11} width={110} />
            <Skeleton height={11} width={`${35 + ((row * 23) % 50)}%`} />
          </Stack>
        </Group>
      ))}
    </Stack>
  )
}
