import '#client/ui/mantineLate.ts'
import './import.texts.ts'
import { Alert } from '@mantine/core'
import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { Page } from '#client/ui/Page.tsx'
import type { Output } from '#shared/contract.ts'
import { type ImportKind, importKinds } from '#shared/members/import.ts'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportSource } from './ImportSource.tsx'
import { type HandedFile, handFile } from './importFile.ts'
import { PastImports } from './PastImports.tsx'

/** `/people/import`: many organisations or people from one table, seen before it is done, and taken back for a day. */
export function ImportPage() {
  const { t } = useText()
  const { kind, choose, file, reading, drop } = useChosenFile()
  const [done, setDone] = useState<Output<'import.carryOut'> | null>(null)
  const start = (work: () => void) => {
    setDone(null)
    work()
  }
  return (
    <Page
      title={t('members.import')}
      description={t('members.import.lead')}
      back={
        kind === 'people'
          ? { to: '/people', label: t('members.people') }
          : { to: '/organisations', label: t('members.organisations') }
      }
    >
      <ImportSource
        kind={kind}
        onKind={(next) => start(() => choose(next))}
        hasFile={file !== null}
        reading={reading}
        onFile={(chosen) => start(() => void reading.run(chosen))}
      />
      {done && (
        <Alert role="status" color="teal" icon={<CheckCheck size={18} aria-hidden />}>
          {t('members.import.done', { added: done.added, present: done.present, wrong: done.wrong })}
        </Alert>
      )}
      {file && (
        <ImportPreview
          key={file.id}
          file={file}
          onDone={(output) => {
            setDone(output)
            drop()
          }}
        />
      )}
      <PastImports onUndone={() => setDone(null)} />
    </Page>
  )
}

/** What is to be imported stands in the address; the file is read anew for whatever it is taken for. */
function useChosenFile() {
  const [search, setSearch] = useSearchParams()
  const kind: ImportKind = importKinds.find((each) => each === search.get('kind')) ?? 'people'
  const [file, setFile] = useState<HandedFile | null>(null)
  const reading = useDeed(async (chosen: File) => {
    setFile(null)
    setFile(await handFile(kind, chosen))
    return chosen
  })
  const choose = (next: ImportKind) => {
    setFile(null)
    reading.clear()
    setSearch(next === 'people' ? {} : { kind: next }, { replace: true })
  }
  return { kind, choose, file, reading, drop: () => setFile(null) }
}
