import { Stack, Text, Title } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { Card } from '#client/ui/Card.tsx'
import { sentence } from '#shared/refusals.ts'

/** What the hub could not follow up by itself; nothing is shown where there is nothing. */
export function ParkedReactions() {
  const { t, language, date, time } = useText()
  const parked = useAsk('parked.list', {}).data?.parked ?? []
  if (parked.length === 0) return null
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('members.parked')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('members.parked.lead')}
        </Text>
        {parked.map(({ reaction, room, seq, key, at }) => (
          <Stack key={`${reaction}/${room}/${seq}`} gap={2}>
            <Text size="sm">{t('members.parked.line', { reaction, room, seq })}</Text>
            <Text size="xs" c="dimmed">
              {`${date(at)} ${time(at)} · ${sentence(key, language)}`}
            </Text>
          </Stack>
        ))}
      </Stack>
    </Card>
  )
}
