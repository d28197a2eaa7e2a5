import '#client/ui/mantineLate.ts'
import './import.texts.ts'
import { Button, FileButton, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { Download, FileSpreadsheet } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import type { Deed } from '#client/platform/useDeed.ts'
import { Card } from '#client/ui/Card.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { type ImportKind, importColumns, importKinds, mostImportLines } from '#shared/members/import.ts'
import { languages } from '#shared/platform/language.ts'
import classes from './ImportPage.module.css'
import { saveTemplate } from './importSheets.ts'

interface Props {
  kind: ImportKind
  onKind(kind: ImportKind): void
  hasFile: boolean
  reading: Deed<File, unknown>
  onFile(file: File): void
}

/** What the table is to hold, a template for it, and the choice of the file. */
export function ImportSource({ kind, onKind, hasFile, reading, onFile }: Props) {
  const { t } = useText()
  return (
    <Card>
      <Stack>
        <SegmentedControl
          aria-label={t('members.import.kind')}
          value={kind}
          onChange={(next) => onKind(next as ImportKind)}
          data={importKinds.toReversed().map((value) => ({ value, label: t(`members.import.kind.${value}`) }))}
          style={{ alignSelf: 'flex-start' }}
        />
        <Group gap="xs">
          <FileButton accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => file && onFile(file)}>
            {(props) => (
              <Button
                {...props}
                variant={hasFile ? 'default' : 'filled'}
                loading={reading.isPending}
                leftSection={<FileSpreadsheet size={16} aria-hidden />}
              >
                {t(hasFile ? 'members.import.chooseAnother' : 'members.import.choose')}
              </Button>
            )}
          </FileButton>
          {languages.map((language) => (
            <Button
              key={language}
              variant="default"
              leftSection={<Download size={16} aria-hidden />}
              onClick={() => saveTemplate(kind, language)}
            >
              {t('members.import.template', { language: t(`language.self.${language}`) })}
            </Button>
          ))}
        </Group>
        <Text size="xs" c="dimmed">
          {t('members.import.limits', { lines: mostImportLines })}
        </Text>
        <FormRefusal refusal={reading.refusal} />
        {!hasFile && <Columns kind={kind} />}
      </Stack>
    </Card>
  )
}

/** Columns that are told together, by the first of their fields. */
const told = {
  organisations: ['name', 'sectors', 'province', 'site'],
  people: ['name', 'email', 'organisation', 'title', 'seats', 'language', 'timeZone'],
} as const
const needed: readonly string[] = ['name', 'email']

function Columns({ kind }: { kind: ImportKind }) {
  const { t, language } = useText()
  const columns: Record<string, { zh: string; en: string }> = importColumns[kind]
  const headingOf = (field: string) =>
    (columns[field] ? [columns[field]] : [columns[`${field}Zh`]!, columns[`${field}En`]!])
      .map((column) => column[language])
      .join(' / ')
  return (
    <section aria-labelledby="columns">
      <Title order={2} size="h6" id="columns">
        {t('members.import.columns')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('members.import.columns.lead')}
      </Text>
      <dl className={classes.columns}>
        {told[kind].map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <Text component="dt" size="sm" fw={600}>
              {headingOf(field)}
              {needed.includes(field) && ' *'}
            </Text>
            <Text component="dd" size="sm">
              {t(`members.import.column.${field}`)}
            </Text>
          </div>
        ))}
      </dl>
    </section>
  )
}
