import '#client/ui/mantineLate.ts'
import './poll.texts.ts'
import { Chip, Group, Input } from '@mantine/core'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { MomentInput } from './MomentInput.tsx'

const minuteMs = 60_000
const spans = { tenMinutes: 10, hour: 60, day: 24 * 60, week: 7 * 24 * 60 } as const
const choices = ['never', 'tenMinutes', 'hour', 'day', 'week', 'own'] as const
type Choice = (typeof choices)[number]

interface Props {
  value: number | null
  error: string | null
  /** ms since 1970; null until somebody closes it. */
  onChange(closesAt: number | null): void
}

/** Until when one may vote. */
export function ClosingChoice({ value, error, onChange }: Props) {
  const { t } = useText()
  const [choice, setChoice] = useState<Choice>(value === null ? 'never' : 'own')
  const [start] = useState(serverNow)
  const moment = (of: Choice) => (of === 'never' ? null : serverNow() + spans[of === 'own' ? 'hour' : of] * minuteMs)
  return (
    <Input.Wrapper label={t('decisions.poll.until')} error={choice === 'own' ? null : error}>
      <Chip.Group
        value={choice}
        onChange={(next) => {
          setChoice(next as Choice)
          onChange(moment(next as Choice))
        }}
      >
        <Group gap={6} mt={4}>
          {choices.map((one) => (
            <Chip key={one} size="sm" value={one}>
              {t(`decisions.poll.until.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {choice === 'own' && (
        <MomentInput
          label={t('decisions.closesAt.label')}
          value={value ?? start + spans.hour * minuteMs}
          error={error}
          onChange={onChange}
        />
      )}
    </Input.Wrapper>
  )
}
