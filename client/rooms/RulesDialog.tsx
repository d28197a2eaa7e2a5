import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import { NumberInput, Select } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import { roomCircles, rulesOf } from '#shared/rooms/moderation.ts'
import type { Room } from '#shared/rooms/room.shape.ts'

const slowSteps = [0, 10, 30, 60, 300, 900, 3600, 21_600]

/** Who may write, attach and call everybody, and how fast. */
export function RulesDialog({ room, onClose }: { room: Room; onClose(): void }) {
  const { t } = useText()
  const form = useCommandForm('room.rule', {
    initial: { room: room.id, rules: { ...rulesOf(room) }, reason: '' },
    onDone: onClose,
  })
  const { slowSeconds } = form.values.rules
  const circles = (most: readonly (typeof roomCircles)[number][]) =>
    most.map((circle) => ({ value: circle, label: t(`rooms.circle.${circle}`) }))
  const steps = [...new Set([...slowSteps, slowSeconds])].sort((a, b) => a - b)
  return (
    <FormDialog title={t('rooms.rules')} form={form} onClose={onClose}>
      <Select
        label={t('rooms.rules.slow')}
        description={t('rooms.rules.slow.hint')}
        allowDeselect={false}
        data={steps.map((seconds) => ({ value: String(seconds), label: spanText(seconds) }))}
        value={String(slowSeconds)}
        onChange={(value) => form.set('rules.slowSeconds', Number(value))}
      />
      <NumberInput
        label={t('rooms.rules.perMinute')}
        description={t('rooms.rules.perMinute.hint')}
        min={0}
        max={120}
        {...form.field('rules.perMinute')}
      />
      <Select
        label={t('rooms.rules.write')}
        allowDeselect={false}
        data={circles(['members', 'runners'])}
        {...form.field('rules.write')}
      />
      <Select
        label={t('rooms.rules.attach')}
        allowDeselect={false}
        data={circles(roomCircles)}
        {...form.field('rules.attach')}
      />
      <Select
        label={t('rooms.rules.callAll')}
        allowDeselect={false}
        data={circles(roomCircles)}
        {...form.field('rules.callAll')}
      />
      <ReasonInput form={form} />
    </FormDialog>
  )

  function spanText(seconds: number): string {
    if (seconds === 0) return t('rooms.rules.slow.off')
    if (seconds < 60) return t('rooms.seconds', { count: seconds })
    if (seconds < 3600) return t('rooms.minutes', { count: Math.round(seconds / 60) })
    return t('rooms.hours', { count: Math.round(seconds / 3600) })
  }
}
