import '#client/ui/mantineLate.ts'
import './import.texts.ts'
import { Alert, Badge, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { Download, Info } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Card } from '#client/ui/Card.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Output } from '#shared/contract.ts'
import type { ImportLine } from '#shared/members/import.shape.ts'
import classes from './ImportPage.module.css'
import type { HandedFile } from './importFile.ts'
import { faultsText, saveWrongLines } from './importSheets.ts'

/** Lines that are shown of each kind; all of the wrong ones are in the file to download. */
const wrongShown = 50
const newShown = 10

interface Props {
  file: HandedFile
  onDone(output: Output<'import.carryOut'>): void
}

/** What the hub says that an import of the file would do, and the button that does it. */
export function ImportPreview({ file, onDone }: Props) {
  const text = useText()
  const { t, language } = text
  const { kind, name, id, preview } = file
  const [isMailed, setMailed] = useState(true)
  const command = useCommand('import.carryOut')
  const of = (verdict: ImportLine['verdict']) => preview.lines.filter((line) => line.verdict === verdict)
  const [news, present, wrong] = [of('new'), of('present'), of('wrong')]
  const carryOut = async () => {
    const output = await command.run({ file: id, kind, name, isMailed: kind === 'people' && isMailed })
    if (output) onDone(output)
  }
  return (
    <Card>
      <Stack>
        <Title order={2} size="h5">
          {t('members.import.preview', { name })}
        </Title>
        <Group gap="xs" role="status">
          <Badge color="teal" variant="light">
            {t('members.import.count.new', { count: news.length })}
          </Badge>
          {present.length > 0 && (
            <Badge color="gray" variant="light">
              {t('members.import.count.present', { count: present.length })}
            </Badge>
          )}
          {wrong.length > 0 && (
            <Badge color="red" variant="light">
              {t('members.import.count.wrong', { count: wrong.length })}
            </Badge>
          )}
        </Group>
        {preview.unknown.length > 0 && (
          <Alert role="note" variant="light" color="gray" icon={<Info size={18} aria-hidden />}>
            {t('members.import.unknown', { columns: preview.unknown.join(language === 'zh' ? '、' : ', ') })}
          </Alert>
        )}
        {wrong.length > 0 && <WrongLines file={file} wrong={wrong} />}
        {news.length > 0 && (
          <Lines title={t('members.import.new')} lines={news} most={newShown} detailOf={({ detail }) => detail} />
        )}
        {kind === 'people' && news.length > 0 && (
          <Checkbox
            label={t('members.import.mail')}
            description={t('members.import.mail.hint')}
            checked={isMailed}
            onChange={(event) => setMailed(event.currentTarget.checked)}
          />
        )}
        <FormRefusal refusal={command.refusal} />
        {news.length > 0 ? (
          <Group>
            <Button loading={command.isPending} onClick={carryOut}>
              {t(`members.import.do.${kind}`, { count: news.length })}
            </Button>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t('members.import.none')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

function WrongLines({ file, wrong }: { file: HandedFile; wrong: readonly ImportLine[] }) {
  const text = useText()
  const { t } = text
  return (
    <Stack gap="xs">
      <Lines
        title={t('members.import.wrong')}
        lines={wrong}
        most={wrongShown}
        detailOf={({ faults }) => faultsText(text, file.kind, faults)}
      />
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          leftSection={<Download size={15} aria-hidden />}
          onClick={() => saveWrongLines(text, file)}
        >
          {t('members.import.wrong.save')}
        </Button>
        <Text size="xs" c="dimmed" maw={560}>
          {t('members.import.wrong.hint')}
        </Text>
      </Group>
    </Stack>
  )
}

interface LinesProps {
  title: string
  lines: readonly ImportLine[]
  most: number
  detailOf(line: ImportLine): string
}

function Lines({ title, lines, most, detailOf }: LinesProps) {
  const { t } = useText()
  return (
    <section aria-label={title}>
      <Text size="sm" fw={600} mb={6}>
        {title}
      </Text>
      <ul className={classes.lines}>
        {lines.slice(0, most).map((line) => (
          <li key={line.line} className={classes.line}>
            <Text size="sm" c="dimmed">
              {t('members.import.line', { line: line.line })}
            </Text>
            <Text size="sm" fw={600}>
              {line.name}
            </Text>
            <Text size="sm">{detailOf(line)}</Text>
          </li>
        ))}
      </ul>
      {lines.length > most && (
        <Text size="sm" c="dimmed">
          {t('members.import.more', { count: lines.length - most })}
        </Text>
      )}
    </section>
  )
}
