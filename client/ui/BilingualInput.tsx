import '#client/ui/mantineLate.ts'
import { Fieldset, SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { ShapeForm } from '#client/platform/useShapeForm.ts'
import classes from './BilingualInput.module.css'

export interface BilingualForm {
  field(path: string): ReturnType<ShapeForm<object>['field']>
  errorOf(path: string): string | null
  set(path: string, value: unknown): void
}

interface Props {
  form: BilingualForm
  /** Of the bilingual text in the form's values. */
  path: string
  legend: string
  /** A title has no authoritative language. */
  hasAuthoritative?: boolean
  autoFocus?: boolean
}

/** A text in both languages, and which of them counts. An empty one falls back to the other. */
export function BilingualInput({ form, path, legend, hasAuthoritative = true, autoFocus }: Props) {
  const { t } = useText()
  const authoritative = hasAuthoritative ? form.field(`${path}.authoritative`).value : null
  const input = (language: 'zh' | 'en') => (
    <TextInput
      label={t(`language.${language}`)}
      classNames={{ label: classes.label }}
      lang={language === 'zh' ? 'zh-CN' : 'en'}
      aria-label={`${legend} (${t(`language.${language}`)})`}
      required={authoritative === language}
      data-autofocus={autoFocus && language === 'zh' ? true : undefined}
      {...form.field(`${path}.${language}`)}
      error={form.errorOf(`${path}.${language}`) ?? (authoritative === language ? form.errorOf(path) : null)}
    />
  )
  return (
    <Fieldset legend={legend} variant="unstyled" classNames={{ root: classes.root, legend: classes.legend }}>
      <Stack gap="xs">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
          {input('zh')}
          {input('en')}
        </SimpleGrid>
        {hasAuthoritative && (
          <SegmentedControl
            size="xs"
            aria-label={`${legend}: ${t('language.authoritative')}`}
            value={String(authoritative)}
            onChange={(language) => form.set(`${path}.authoritative`, language)}
            data={[
              { value: 'zh', label: t('language.authoritative.zh') },
              { value: 'en', label: t('language.authoritative.en') },
            ]}
          />
        )}
      </Stack>
    </Fieldset>
  )
}
