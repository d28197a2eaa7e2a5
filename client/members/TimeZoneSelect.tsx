import '#client/ui/mantineLate.ts'
import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useText } from '#client/i18n.ts'

/** Every zone that the browser knows, found by typing part of its name. */
export function TimeZoneSelect(props: Omit<SelectProps, 'data' | 'label'>) {
  const { t } = useText()
  const value = props.value ?? null
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone')
    return value && !known.includes(value) ? [value, ...known] : known
  }, [value])
  return (
    <Select
      label={t('members.timeZone')}
      data={zones}
      searchable
      limit={60}
      allowDeselect={false}
      nothingFoundMessage={t('platform.nothingFound')}
      {...props}
    />
  )
}
