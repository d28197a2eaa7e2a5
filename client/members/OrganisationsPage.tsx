import { Button, Text, TextInput } from '@mantine/core'
import { Building2, FileSpreadsheet, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { Card } from '#client/ui/Card.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { Organisation } from '#shared/members/person.shape.ts'
import { can } from '#shared/permissions.ts'
import { useActor } from './me.store.ts'
import { OrganisationDialog } from './OrganisationDialog.tsx'
import classes from './OrganisationsPage.module.css'
import { useOrganisations, usePeople } from './people.store.ts'
import { sectorsIn } from './sectorNames.ts'

export function OrganisationsPage() {
  const { t, bi, language } = useText()
  const actor = useActor()
  const [atLeast, setAtLeast] = useState<string>()
  const { data, error, refetch } = useAsk('organisations.list', { atLeast }, { keepsPrevious: true })
  const [wanted, setWanted] = useState('')
  const [changing, setChanging] = useState<Organisation | 'new' | null>(null)
  const live = useOrganisations()
  const all = data?.organisations.map((listed) => live.find(({ id }) => id === listed.id) ?? listed) ?? []
  const shown = all
    .filter((organisation) => matches(organisation, wanted))
    .sort((a, b) => bi(a.name).localeCompare(bi(b.name), language))
  const mayAdd = can(actor, 'organisation.add', {})
  return (
    <Page
      title={t('members.organisations')}
      description={t('members.organisations.lead')}
      actions={
        <>
          {can(actor, 'import.carryOut', {}) && (
            <Button
              component={Link}
              to="/people/import?kind=organisations"
              variant="default"
              leftSection={<FileSpreadsheet size={16} aria-hidden />}
            >
              {t('members.import')}
            </Button>
          )}
          {mayAdd && (
            <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setChanging('new')}>
              {t('members.organisations.add')}
            </Button>
          )}
        </>
      }
    >
      <TextInput
        aria-label={t('members.organisations.search')}
        placeholder={t('members.organisations.search')}
        type="search"
        leftSection={<Search size={16} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        maw={420}
      />
      <Card p={0}>
        {!data && !error && <ListSkeleton />}
        {error && <ErrorState refusal={error} onRetry={refetch} />}
        {data && shown.length === 0 && (
          <EmptyState
            icon={Building2}
            title={t(wanted ? 'platform.nothingFound' : 'members.organisations.none')}
            hint={t(wanted ? 'platform.nothingFound.hint' : 'members.organisations.none.hint')}
          />
        )}
        {shown.length > 0 && (
          <ul className={classes.list}>
            {shown.map((organisation) => (
              <OrganisationRow
                key={organisation.id}
                organisation={organisation}
                onChange={can(actor, 'organisation.describe', {}) ? () => setChanging(organisation) : undefined}
              />
            ))}
          </ul>
        )}
      </Card>
      {changing && (
        <OrganisationDialog
          organisation={changing === 'new' ? null : changing}
          onClose={() => setChanging(null)}
          onDone={(seq) => {
            setAtLeast(`cluster:${seq}`)
            setChanging(null)
          }}
        />
      )}
    </Page>
  )
}

interface RowProps {
  organisation: Organisation
  /** Left out for those who may not. */
  onChange?: () => void
}

function OrganisationRow({ organisation, onChange }: RowProps) {
  const words = useText()
  const { t, bi } = words
  const delegates = usePeople().filter((person) => person.organisation === organisation.id && person.state === 'active')
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text
          fw={600}
          size="sm"
          component={Link}
          to={`/organisations/${organisation.id}`}
          c="inherit"
          className={classes.name}
        >
          {bi(organisation.name)}
        </Text>
        <Text size="xs" c="dimmed">
          {sectorsIn(organisation, words)}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={classes.province}>
        {organisation.province}
      </Text>
      <Text component={Link} to={`/people?organisation=${organisation.id}`} size="sm" className={classes.people}>
        {t('members.organisations.people', { count: delegates.length })}
      </Text>
      {onChange && (
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          onClick={onChange}
          aria-label={t('members.organisations.change.named', { name: bi(organisation.name) })}
        >
          {t('platform.change')}
        </Button>
      )}
    </li>
  )
}

function matches({ name, province, sectors }: Organisation, wanted: string): boolean {
  const text = [name.zh, name.en, province, ...sectors].join(' ').toLowerCase()
  return text.includes(wanted.trim().toLowerCase())
}
