import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Building2 } from 'lucide-react'
import { useNavigate, useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { Card } from '#client/ui/Card.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { NoPage } from '#client/ui/NoPage.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { Organisation } from '#shared/members/person.shape.ts'
import classes from './PersonRow.module.css'
import { PersonRow } from './PersonRow.tsx'
import { useOrganisation, usePeople, usePeopleKnown } from './people.store.ts'
import { sectorsIn } from './sectorNames.ts'

/** One organisation and its people. */
export function OrganisationPage() {
  const { organisation: id = '' } = useParams()
  const organisation = useOrganisation(id)
  const isKnown = usePeopleKnown()
  if (organisation) return <Known organisation={organisation} />
  if (isKnown) return <NoPage />
  return <ListSkeleton />
}

function Known({ organisation }: { organisation: Organisation }) {
  const words = useText()
  const { t, bi, language } = words
  const navigate = useNavigate()
  const people = usePeople()
    .filter(({ state, organisation: of }) => of === organisation.id && (state === 'active' || state === 'invited'))
    .toSorted((a, b) => bi(a.name).localeCompare(bi(b.name), language))
  const otherName = organisation.name[language === 'zh' ? 'en' : 'zh']
  const site = organisation.site && /^https?:\/\//.test(organisation.site) ? organisation.site : null
  return (
    <Page
      title={bi(organisation.name)}
      description={otherName !== bi(organisation.name) ? otherName : ''}
      back={{ to: '/organisations', label: t('members.organisations') }}
    >
      <Card>
        <Stack gap={4}>
          <Text size="sm">{sectorsIn(organisation, words)}</Text>
          <Text size="sm" c="dimmed">
            {organisation.province}
          </Text>
          {site && (
            <Anchor href={site} target="_blank" rel="noopener noreferrer nofollow" size="sm">
              {site.replace(/^https?:\/\/|\/$/g, '')}
            </Anchor>
          )}
        </Stack>
      </Card>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t('members.organisations.delegates')}
        </Title>
        <Card p={0}>
          {people.length === 0 && <EmptyState icon={Building2} title={t('members.organisations.delegates.none')} />}
          <ul className={classes.list}>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} onOpen={() => void navigate(`/people/${person.id}`)} />
            ))}
          </ul>
        </Card>
      </Stack>
    </Page>
  )
}
