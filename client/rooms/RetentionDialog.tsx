import '#client/ui/mantineLate.ts'
import './retention.texts.ts'
import { Alert, Button, Group, Modal, NumberInput, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
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
    <Modal
      opened
      onClose={onClose}
      title={t('rooms.retention')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <form {...form.props}>
        <Stack>
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
          <Textarea
            label={t('platform.reason')}
            description={t('platform.reason.hint')}
            required
            autosize
            minRows={2}
            {...form.field('reason')}
          />
          <FormRefusal refusal={form.refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('platform.cancel')}
            </Button>
            <Button type="submit" color={retention ? 'red' : undefined} loading={form.isPending}>
              {t('platform.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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
  return (
    <Alert color={data.messages > 0 ? 'red' : 'green'} role="status">
      {data.messages === 0
        ? t('rooms.retention.nothing')
        : t('rooms.retention.goes', {
            count: data.messages,
            files: data.files,
            authors: data.authors,
            date: date(data.oldestAt ?? 0),
          })}
    </Alert>
  )
}
