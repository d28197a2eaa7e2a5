import '#client/ui/mantineLate.ts'
import { Select, SimpleGrid, Stack } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { type BilingualForm, BilingualInput } from '#client/ui/BilingualInput.tsx'
import { languages } from '#shared/platform/language.ts'
import { TimeZoneSelect } from './TimeZoneSelect.tsx'

interface Props {
  form: BilingualForm
  /** Of the profile in the form's values. */
  path: string
}

/** What a person says of themselves. */
export function ProfileFields({ form, path }: Props) {
  const { t } = useText()
  return (
    <Stack>
      <BilingualInput form={form} path={`${path}.name`} legend={t('members.name')} />
      <BilingualInput form={form} path={`${path}.title`} legend={t('members.title')} hasAuthoritative={false} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('platform.language')}
          allowDeselect={false}
          data={languages.map((language) => ({ value: language, label: t(`language.self.${language}`) }))}
          {...form.field(`${path}.language`)}
        />
        <TimeZoneSelect {...form.field(`${path}.timeZone`)} />
      </SimpleGrid>
    </Stack>
  )
}
