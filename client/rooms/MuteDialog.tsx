import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import { Chip, Group, Input, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'

const hour = 60
const spans = [10, hour, 8 * hour, 24 * hour, 7 * 24 * hour, 30 * 24 * hour]

/** Lets somebody read but not write for a time. */
export function MuteDialog(props: { room: string; person: string; name: string; onClose(): void }) {
  const { room, person, name, onClose } = props
  const { t } = useText()
  const form = useCommandForm('seat.mute', { initial: { room, person, minutes: hour, reason: '' }, onDone: onClose })
  const spanText = (minutes: number) => {
    if (minutes < hour) return t('rooms.minutes', { count: minutes })
    return minutes < 24 * hour
      ? t('rooms.hours', { count: minutes / hour })
      : t('rooms.days', { count: minutes / (24 * hour) })
  }
  return (
    <FormDialog
      title={t('rooms.mute.title', { name })}
      form={form}
      action={t('rooms.mute')}
      isDangerous
      onClose={onClose}
    >
      <Text size="sm">{t('rooms.mute.body')}</Text>
      <Input.Wrapper label={t('rooms.mute.for')} error={form.errorOf('minutes')}>
        <Chip.Group value={String(form.values.minutes)} onChange={(minutes) => form.set('minutes', Number(minutes))}>
          <Group gap={6} mt={6}>
            {spans.map((minutes) => (
              <Chip key={minutes} size="sm" value={String(minutes)}>
                {spanText(minutes)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <ReasonInput form={form} isFirst />
    </FormDialog>
  )
}
