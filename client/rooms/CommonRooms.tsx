import './commonRooms.texts.ts'
import { Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'

/** The rooms in which one meets a person. */
export function CommonRooms({ person }: { person: string }) {
  const { t, bi } = useText()
  const isMe = useMe().person.id === person
  const { data, error, refetch } = useAsk('rooms.common', { person })
  if (!data && !error) return null
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2} size="h5">
          {t(isMe ? 'rooms.common.mine' : 'rooms.common')}
        </Title>
        {error && <ErrorState refusal={error} onRetry={refetch} />}
        {data?.rooms.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('rooms.common.none')}
          </Text>
        )}
        {data?.rooms.map(({ room, seat }) => (
          <Text key={room.id} size="sm">
            <Text component={Link} to={`/rooms/${room.id}`} size="sm" c="var(--mantine-color-anchor)">
              {bi(room.title)}
            </Text>
            {seat !== 'participant' && ` · ${t(`rooms.seat.${seat}`)}`}
          </Text>
        ))}
      </Stack>
    </Card>
  )
}
