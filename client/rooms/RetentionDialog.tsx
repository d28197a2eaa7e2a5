import '#client/ui/mantineLate.ts'
import './retention.texts.ts'
import { Alert, NumberInput, Switch, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import type { Room } from '#shared/rooms/room.shape.ts'

interface Props {
  room: Room
  onClose(): void
}

/** For how long the room keeps its messages, and what it would lose at once. */
export function RetentionDialog({ room, onClose }: Props) {
  const { t } = useText()
  const form = useCommandForm('room.retain', {
    initial: { room: room.id, retention: room.retention ?? null, reason: '' },
    onDone: onClose,
  })
  const { retention } = form.values
  return (
    <FormDialog title={t('rooms.retention')} form={form} isDangerous={retention !== null} onClose={onClose}>
      <Text size="sm">{t('rooms.retention.lead')}</Text>
      <Switch
        label={t('rooms.retention.isOn')}
        checked={retention !== null}
        onChange={(event) =>
          form.set('retention', event.currentTarget.checked ? { days: 365, keepsPinned: true } : null)
        }
      />
      {retention && (
        <>
          <NumberInput
            label={t('rooms.retention.days')}
            min={1}
            max={3650}
            allowDecimal={false}
            required
            {...form.field('retention.days')}
          />
          <Switch
            label={t('rooms.retention.keepsPinned')}
            checked={retention.keepsPinned}
            onChange={(event) => form.set('retention.keepsPinned', event.currentTarget.checked)}
          />
          <Preview room={room.id} days={retention.days} keepsPinned={retention.keepsPinned} />
        </>
      )}
      <ReasonInput form={form} />
    </FormDialog>
  )
}

function Preview({ room, days, keepsPinned }: { room: string; days: number; keepsPinned: boolean }) {
  const { t, date, say } = useText()
  const [asked] = useDebouncedValue(days, 300)
  const isSound = Number.isInteger(asked) && asked >= 1 && asked <= 3650
  const { data, error } = useAsk(
    'room.retention',
    { room, days: asked, keepsPinned: keepsPinned ? 'yes' : 'no' },
    { isEnabled: isSound, keepsPrevious: true },
  )
  if (error) return <Text size="sm">{say(error)}</Text>
  if (!isSound || !data) return null
  const isNothing = data.oldestAt === null
  return (
    <Alert color={isNothing ? 'green' : 'red'} role="status">
      {data.oldestAt === null
        ? t('rooms.retention.nothing')
        : t('rooms.retention.goes', {
            count: data.messages + data.refused,
            files: data.files,
            authors: data.authors,
            date: date(data.oldestAt),
          })}
      {data.refused > 0 && <div>{t('rooms.retention.refused', { count: data.refused })}</div>}
      {data.reports > 0 && <div>{t('rooms.retention.reports', { count: data.reports })}</div>}
    </Alert>
  )
}
