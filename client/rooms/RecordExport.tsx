import { Button, Menu, Text } from '@mantine/core'
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { saveAs } from '#client/platform/sheets.ts'
import { startWork } from '#client/platform/startWork.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { QueryAsk } from '#shared/contract.ts'
import type { RecordWords } from './record.ts'
import { readRecord, recordCsv, recordJson } from './recordExport.ts'

interface Props {
  /** What the file is called. */
  name: string
  sought: QueryAsk<'room.record'>
  words: RecordWords
}

/** Saves every act that the filter lets through, however few of them the page shows; it can be stopped on the way. */
export function RecordExport({ name, sought, words }: Props) {
  const { t } = words.text
  const [count, setCount] = useState(0)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])
  const deed = useDeed(async (format: 'csv' | 'json') => {
    const { signal } = startWork(work)
    setCount(0)
    const acts = await readRecord(sought, signal, setCount)
    if (!acts) return
    if (format === 'csv') saveAs(`${name}.csv`, 'text/csv;charset=utf-8', recordCsv(words, acts))
    else saveAs(`${name}.json`, 'application/json', recordJson(words, acts))
  })
  if (deed.isPending) {
    return (
      <>
        <Text size="sm" c="dimmed" role="status">
          {t('rooms.record.exporting', { count })}
        </Text>
        <Button variant="default" onClick={() => work.current?.abort()}>
          {t('rooms.verify.cancel')}
        </Button>
      </>
    )
  }
  return (
    <>
      <FormRefusal refusal={deed.refusal} />
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<Download size={16} aria-hidden />}>
            {t('rooms.record.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void deed.run('csv')}>{t('rooms.record.csv')}</Menu.Item>
          <Menu.Item onClick={() => void deed.run('json')}>{t('rooms.record.json')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
