import '#client/ui/mantineLate.ts'
import './notices.texts.ts'
import { Radio, Select, Stack } from '@mantine/core'
import { usePlace, useText } from '#client/i18n.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import type { RoomTuning } from '#shared/notices/settings.shape.ts'
import { roomLevels } from '#shared/notices/settings.ts'

const hourMs = 3_600_000
const snoozeHours = [1, 4, 12, 24]

interface Props {
  tuning: RoomTuning
  onChange(tuning: RoomTuning): void
}

/** What one wants to hear of a room, and whether it is put to silence for a while. */
export function LevelChoice({ tuning, onChange }: Props) {
  const { t, language } = useText()
  const timeZone = usePlace((place) => place.timeZone)
  const until = tuning.snoozedUntil !== null && tuning.snoozedUntil > serverNow() ? tuning.snoozedUntil : null
  const when = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
  const choices = [
    { value: 'no', label: t('notices.snooze.no') },
    ...(until === null ? [] : [{ value: 'until', label: t('notices.snooze.until', { when: when.format(until) }) }]),
    ...snoozeHours.map((count) => ({ value: String(count), label: t('notices.snooze.hours', { count }) })),
  ]
  function snooze(choice: string | null) {
    if (choice === 'until') return
    const hours = Number(choice)
    onChange({ ...tuning, snoozedUntil: hours > 0 ? serverNow() + hours * hourMs : null })
  }
  return (
    <Stack gap="lg">
      <Radio.Group
        aria-label={t('platform.notices')}
        value={tuning.level}
        onChange={(level) => onChange({ ...tuning, level: level as RoomTuning['level'] })}
      >
        <Stack gap={10}>
          {roomLevels.map((level) => (
            <Radio
              key={level}
              value={level}
              label={t(`notices.level.${level}`)}
              description={t(`notices.level.${level}.hint`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label={t('notices.snooze')}
        description={t('notices.snooze.hint')}
        data={choices}
        allowDeselect={false}
        value={until === null ? 'no' : 'until'}
        onChange={snooze}
      />
    </Stack>
  )
}
