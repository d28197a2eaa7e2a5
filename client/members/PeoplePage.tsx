import { Button, Text } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { FileSpreadsheet, ScrollText, UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { Card } from '#client/ui/Card.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { clusterRoom } from '#shared/members/person.ts'
import { can } from '#shared/permissions.ts'
import { comparing, type Order, orderIn, type Sought, soughtIn } from './directory.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { useActor } from './me.store.ts'
import { PeopleFilters } from './PeopleFilters.tsx'
import { PersonDrawer } from './PersonDrawer.tsx'
import classes from './PersonRow.module.css'
import { PersonRow } from './PersonRow.tsx'
import { useOrganisations, usePeopleById } from './people.store.ts'

export function PeoplePage() {
  const { t } = useText()
  const actor = useActor()
  // What is sought and who is open stand in the address, so that a page can be sent to a colleague.
  const [search, setSearch] = useSearchParams()
  const [atLeast, setAtLeast] = useState<string>()
  const [isInviting, inviting] = useDisclosure(false)
  const change = (field: string, value: string) =>
    setSearch(
      (before) => {
        if (value) before.set(field, value)
        else before.delete(field)
        return before
      },
      { replace: field !== 'person' },
    )
  const sought = soughtIn(search)
  const order = orderIn(search)
  const { people, error, readAgain, isFiltered } = useFoundPeople(sought, { order, atLeast })
  return (
    <Page
      title={t('members.people')}
      description={t('members.people.lead')}
      actions={
        <>
          <Button
            component={Link}
            to={`/rooms/${clusterRoom}/record`}
            variant="default"
            leftSection={<ScrollText size={16} aria-hidden />}
          >
            {t('members.record')}
          </Button>
          {can(actor, 'import.carryOut', {}) && (
            <Button
              component={Link}
              to="/people/import"
              variant="default"
              leftSection={<FileSpreadsheet size={16} aria-hidden />}
            >
              {t('members.import')}
            </Button>
          )}
          {can(actor, 'person.invite', {}) && (
            <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={inviting.open}>
              {t('members.invite')}
            </Button>
          )}
        </>
      }
    >
      <PeopleFilters sought={sought} order={order} onChange={change} />
      <Card p={0}>
        {!people && !error && <ListSkeleton />}
        {error && <ErrorState refusal={error} onRetry={readAgain} />}
        {people?.length === 0 && (
          <EmptyState
            icon={Users}
            title={t(isFiltered ? 'platform.nothingFound' : 'members.people.none')}
            hint={t(isFiltered ? 'platform.nothingFound.hint' : 'members.people.none.hint')}
          />
        )}
        {people && people.length > 0 && (
          <ul className={classes.list}>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} onOpen={() => change('person', person.id)} />
            ))}
          </ul>
        )}
      </Card>
      <Text size="xs" c="dimmed" role="status">
        {people && t('members.people.count', { count: people.length })}
      </Text>
      <PersonDrawer
        id={search.get('person')}
        known={people}
        onClose={() => change('person', '')}
        onChanged={(seq) => setAtLeast(`cluster:${seq}`)}
      />
      {isInviting && <InviteDialog onClose={inviting.close} onInvited={(seq) => setAtLeast(`cluster:${seq}`)} />}
    </Page>
  )
}

/** Those whom the hub finds, in the order wanted, each as live as the cluster's room knows them. */
function useFoundPeople(sought: Sought, { order, atLeast }: { order: Order; atLeast: string | undefined }) {
  const [text] = useDebouncedValue(sought.text, 250)
  const asked = { ...sought, text, ...(atLeast ? { atLeast } : {}) }
  const { data, error, refetch } = useAsk('people.search', asked, { keepsPrevious: true })
  const words = useText()
  const live = usePeopleById()
  const organisations = useOrganisations()
  const firms = new Map(organisations.map(({ id, name }) => [id, words.bi(name)]))
  const people = data?.people.map((found) => live.get(found.id) ?? found).sort(comparing(order, { words, firms }))
  return { people, error, readAgain: refetch, isFiltered: Object.values(sought).some(Boolean) }
}
