import './profile.texts.ts'
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useLamp } from '#client/platform/presence.store.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { NoPage } from '#client/ui/NoPage.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { SeatBadge } from '#client/ui/SeatBadge.tsx'
import { FormSkeleton } from '#client/ui/Skeletons.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { BlockButton } from './BlockButton.tsx'
import { useMe } from './me.store.ts'
import { PersonDeeds } from './PersonDeeds.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { useOrganisation, usePeopleKnown, usePerson } from './people.store.ts'
import { StatusLine } from './StatusLine.tsx'

interface Props {
  id: string
  /** Shows a text with its markdown. */
  text(text: string): ReactNode
  /** What later features have to say of a person. */
  children?: ReactNode
}

/** One person: who they are, what they tell of themselves, and where one meets them. */
export function PersonPage({ id, text, children }: Props) {
  const person = usePerson(id)
  const isKnown = usePeopleKnown()
  if (person)
    return (
      <Known person={person} text={text}>
        {children}
      </Known>
    )
  if (isKnown) return <NoPage />
  return <FormSkeleton />
}

function Known({ person, text, children }: Omit<Props, 'id'> & { person: Person }) {
  const { t, bi, language } = useText()
  const me = useMe().person.id
  const organisation = useOrganisation(person.organisation)
  const lamp = useLamp(clusterRoom, person.id)
  const { data, error, refetch } = useAsk('profile.find', { person: person.id })
  const otherName = person.name[language === 'zh' ? 'en' : 'zh']
  const bio = data?.profile && bi(data.profile.bio)
  return (
    <Page
      title={bi(person.name)}
      description={[otherName !== bi(person.name) && otherName, bi(person.title)].filter(Boolean).join(' · ')}
      back={{ to: '/people', label: t('members.people') }}
      actions={
        me === person.id && (
          <Button component={Link} to="/profile" variant="default" leftSection={<PencilLine size={16} aria-hidden />}>
            {t('members.page.edit')}
          </Button>
        )
      }
    >
      <Card>
        <Group align="flex-start" gap="xl">
          <PersonAvatar person={person} size={112} lamp={person.state === 'active' ? lamp : undefined} />
          <Stack gap="md" flex={1} miw={240}>
            <Group gap={6}>
              {person.seats.map((seat) => (
                <SeatBadge key={seat} seat={seat} />
              ))}
              {organisation && (
                <Text
                  component={Link}
                  to={`/organisations/${organisation.id}`}
                  size="sm"
                  c="var(--mantine-color-anchor)"
                >
                  {bi(organisation.name)}
                </Text>
              )}
            </Group>
            <StatusLine person={person.id} />
            <PersonFacts person={person} />
            <PersonDeeds person={person} onChanged={() => {}} />
            <Group gap="xs">
              <BlockButton person={person} />
            </Group>
          </Stack>
        </Group>
      </Card>
      <Card>
        <Stack>
          <Title order={2} size="h5">
            {t('members.bio')}
          </Title>
          {error && <ErrorState refusal={error} onRetry={refetch} />}
          {!data && !error && <FormSkeleton fields={1} />}
          {data &&
            (bio ? (
              text(bio)
            ) : (
              <Text c="dimmed" size="sm">
                {t('members.bio.none')}
              </Text>
            ))}
          {data?.profile && data.profile.expertise.length > 0 && (
            <Group gap={6} role="list" aria-label={t('members.expertise')}>
              {data.profile.expertise.map((tag) => (
                <Badge
                  key={tag}
                  role="listitem"
                  variant="light"
                  color="teal"
                  tt="none"
                  component={Link}
                  to={`/people?expertise=${encodeURIComponent(tag)}`}
                >
                  {tag}
                </Badge>
              ))}
            </Group>
          )}
        </Stack>
      </Card>
      {children}
    </Page>
  )
}
