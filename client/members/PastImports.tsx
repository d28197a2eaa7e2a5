import './import.texts.ts'
import { Alert, Button, Group, Text, Title } from '@mantine/core'
import { FileSpreadsheet, Link2, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { ask } from '#client/platform/hub.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { thingsOf } from '#client/platform/things.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { Card } from '#client/ui/Card.tsx'
import { Confirm } from '#client/ui/Confirm.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Output } from '#shared/contract.ts'
import type { Import } from '#shared/members/import.shape.ts'
import { undoableUntil } from '#shared/members/import.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import classes from './ImportPage.module.css'
import { saveLinks } from './importSheets.ts'
import { usePeopleById, usePerson } from './people.store.ts'

/** Names that are told of those who stay; more are only counted. */
const keptShown = 20

/** All imports, newest first, as live as the cluster's room knows them. */
export function PastImports({ onUndone }: { onUndone(): void }) {
  const { t } = useText()
  const imports = useRoomState(clusterRoom, ({ things }) => thingsOf(things, 'import'))
  const shown = useMemo(() => [...imports.values()].sort((a, b) => b.at - a.at), [imports])
  const [undoing, setUndoing] = useState<Import | null>(null)
  const [undone, setUndone] = useState<Output<'import.undo'> | null>(null)
  return (
    <section aria-labelledby="past-imports">
      <Title order={2} size="h5" id="past-imports" mb="sm">
        {t('members.import.past')}
      </Title>
      {undone && <Undone {...undone} />}
      <Card p={0}>
        {shown.length === 0 && (
          <EmptyState
            icon={FileSpreadsheet}
            title={t('members.import.past.none')}
            hint={t('members.import.past.none.hint')}
          />
        )}
        <ul className={classes.lines}>
          {shown.map((each) => (
            <PastImport key={each.id} of={each} onUndo={() => setUndoing(each)} />
          ))}
        </ul>
      </Card>
      {undoing && (
        <Undo
          of={undoing}
          onClose={() => setUndoing(null)}
          onDone={(output) => {
            setUndone(output)
            setUndoing(null)
            onUndone()
          }}
        />
      )}
    </section>
  )
}

function PastImport({ of, onUndo }: { of: Import; onUndo(): void }) {
  const text = useText()
  const { t, bi, relative } = text
  const by = usePerson(of.by)
  const people = usePeopleById()
  const links = useDeed(async () => {
    const found = await ask('import.links', { import: of.id })
    if (found.links.length === 0) throw new Refusal('not_found', 'members.import.noLinks')
    saveLinks(text, of, { links: found.links, people })
    return found
  })
  const who = by ? bi(by.name) : ''
  const { name, kind, added, undone, at } = of
  return (
    <li className={classes.past}>
      <div className={classes.words}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`members.import.past.${kind}`, { count: added })} ·{' '}
          {t('members.import.past.by', { who, when: relative(at) })}
        </Text>
        {undone && (
          <Text size="xs" c="dimmed">
            {t('members.import.past.undone', { taken: undone.taken, kept: undone.kept })}
          </Text>
        )}
        <FormRefusal refusal={links.refusal} />
      </div>
      {!undone && (
        <Group gap="xs">
          {kind === 'people' && (
            <Button
              variant="subtle"
              size="xs"
              color="gray"
              leftSection={<Link2 size={15} aria-hidden />}
              loading={links.isPending}
              onClick={() => links.run(undefined)}
              aria-label={t('members.import.links.named', { name })}
            >
              {t('members.import.links')}
            </Button>
          )}
          {undoableUntil(of) > serverNow() && (
            <Button
              variant="light"
              size="xs"
              color="red"
              leftSection={<Undo2 size={15} aria-hidden />}
              onClick={onUndo}
              aria-label={t('members.import.undo.named', { name })}
            >
              {t('members.import.undo')}
            </Button>
          )}
        </Group>
      )}
    </li>
  )
}

interface UndoProps {
  of: Import
  onClose(): void
  onDone(output: Output<'import.undo'>): void
}

function Undo({ of, onClose, onDone }: UndoProps) {
  const { t } = useText()
  const command = useCommand('import.undo')
  const run = async () => {
    const output = await command.run({ import: of.id })
    if (output) onDone(output)
    return output
  }
  return (
    <Confirm
      title={t('members.import.undo.named', { name: of.name })}
      body={t('members.import.undo.body')}
      action={t('members.import.undo')}
      deed={{ ...command, run }}
      onClose={onClose}
      onDone={() => {}}
    />
  )
}

function Undone({ taken, kept }: Output<'import.undo'>) {
  const { t, bi, language } = useText()
  const people = usePeopleById()
  const organisations = useRoomState(clusterRoom, ({ things }) => thingsOf(things, 'organisation'))
  const names = kept.slice(0, keptShown).flatMap((id) => {
    const found = people.get(id) ?? organisations.get(id)
    return found ? [bi(found.name)] : []
  })
  const rest = kept.length > keptShown ? ` ${t('members.import.more', { count: kept.length - keptShown })}` : ''
  return (
    <Alert role="status" color="teal" mb="sm">
      {t('members.import.undone', { taken })}
      {kept.length > 0 &&
        ` ${t('members.import.undone.kept', { names: names.join(language === 'zh' ? '、' : ', ') + rest })}`}
    </Alert>
  )
}
