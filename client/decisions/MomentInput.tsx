import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePlace } from '#client/i18n.ts'
import { momentAt, wallAt } from '#shared/platform/days.ts'

interface Props {
  label: ReactNode
  /** ms since 1970, shown in the time zone of whoever reads. */
  value: number | null
  error?: string | null
  onChange(moment: number | null): void
}

/** A day and a time of it. */
export function MomentInput({ label, value, error = null, onChange }: Props) {
  const timeZone = usePlace((place) => place.timeZone)
  return (
    <TextInput
      type="datetime-local"
      label={label}
      error={error}
      defaultValue={value === null ? '' : wallAt(value, timeZone)}
      onChange={(event) => {
        const { value: wall } = event.currentTarget
        onChange(wall === '' ? null : momentAt(wall, timeZone))
      }}
    />
  )
}
