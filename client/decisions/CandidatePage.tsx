import '#client/ui/mantineLate.ts'
import './elections.texts.ts'
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { PencilLine } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useOrganisation, usePeopleById, usePerson } from '#client/members/people.store.ts'
import { MessageText } from '#client/rooms/MessageText.tsx'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { NoPage } from '#client/ui/NoPage.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { PageSkeleton } from '#client/ui/Skeletons.tsx'
import { reasonIn } from '#shared/causes.ts'
import type { Nomination, Office } from '#shared/decisions/election.shape.ts'
import { nominationLife } from '#shared/decisions/election.ts'
import { allows } from '#shared/platform/life.ts'
import { CandidateDeeds } from './CandidateDeeds.tsx'
import { CandidateBadge, useNominatedBy } from './CandidateRow.tsx'
import { type SeenElection, useElection } from './useElection.ts'
import { useHeld } from './useHeld.ts'

const StatementDialog = latePart(async () => (await import('./CandidateDialogs.tsx')).StatementDialog)

/** Who somebody is that stands for an office, and what for: `/rooms/:room/elections/:election/candidates/:nomination`. */
export function CandidatePage() {
  const { room = '', election = '', nomination: id = '' } = useParams()
  useHeld(room)
  const { seen, refusal, retry } = useElection(room, election)
  if (refusal && !seen) return <ErrorState refusal={refusal} onRetry={retry} />
  if (!seen) return <PageSkeleton />
  const nomination = seen.nominations.find((other) => other.id === id)
  const office = seen.election.offices.find((other) => other.id === nomination?.office)
  return nomination && office ? <SeenPage seen={seen} office={office} nomination={nomination} /> : <NoPage />
}

function SeenPage(props: { seen: SeenElection; office: Office; nomination: Nomination }) {
  const { seen, office, nomination } = props
  const { t, bi, language } = useText()
  const person = usePerson(nomination.person)
  const organisation = useOrganisation(nomination.organisation)
  const nominatedBy = useNominatedBy(nomination)
  const { room, election, me } = seen
  const name = person ? bi(person.name) : t('rooms.formerMember')
  const reason = reasonIn(nomination, language)
  return (
    <Page
      title={name}
      description={t('elections.candidate.standsFor', { title: bi(office.title) })}
      width="narrow"
      back={{ to: `/rooms/${room}/elections/${election.id}`, label: t('elections.toElection') }}
    >
      <Card>
        <Group wrap="nowrap" align="flex-start">
          {person && <PersonAvatar person={person} size={84} />}
          <Stack gap={4} style={{ minWidth: 0 }}>
            {person && (
              <Anchor component={Link} to={`/people/${person.id}`}>
                {bi(person.title) || name}
              </Anchor>
            )}
            {organisation && <Text>{bi(organisation.name)}</Text>}
            <Text size="sm" c="dimmed">
              {nominatedBy}
            </Text>
            <Group gap="xs">
              <CandidateBadge nomination={nomination} />
            </Group>
          </Stack>
        </Group>
        {reason !== '' && (
          <Text size="sm" mt="sm">
            {t('elections.candidate.vetting')} · {reason}
          </Text>
        )}
        <SecondedBy nomination={nomination} />
        <Group mt="sm">
          <CandidateDeeds {...props} />
        </Group>
      </Card>
      <StatementCard seen={seen} office={office} nomination={nomination} isOwn={nomination.person === me} />
    </Page>
  )
}

function SecondedBy({ nomination: { seconders } }: { nomination: Nomination }) {
  const { t, bi, language } = useText()
  const people = usePeopleById()
  if (seconders.length === 0) return null
  const names = seconders.flatMap((id) => people.get(id) ?? []).map(({ name }) => bi(name))
  return (
    <Text size="sm" mt="sm" c="dimmed">
      {t('elections.candidate.seconders')} · {names.join(language === 'zh' ? '、' : ', ')}
    </Text>
  )
}

function StatementCard(props: { seen: SeenElection; office: Office; nomination: Nomination; isOwn: boolean }) {
  const { seen, office, nomination, isOwn } = props
  const { t, language } = useText()
  const [isWriting, setWriting] = useState(false)
  const { statement } = nomination
  const text = statement[language] || statement.zh || statement.en
  const isStill = office.state === 'waiting' && ['nominating', 'vetting', 'voting'].includes(seen.election.state)
  const mayWrite = isOwn && isStill && allows(nominationLife, nomination.state, 'describe')
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('elections.statement')}
        </Title>
        {mayWrite && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<PencilLine size={15} aria-hidden />}
            onClick={() => setWriting(true)}
          >
            {t('elections.statement.edit')}
          </Button>
        )}
      </Group>
      {text ? <MessageText text={text} /> : <Text c="dimmed">{t('elections.statement.none')}</Text>}
      <Suspense>
        {isWriting && (
          <StatementDialog
            at={{ room: seen.room, nomination: nomination.id }}
            statement={statement}
            onClose={() => setWriting(false)}
          />
        )}
      </Suspense>
    </Card>
  )
}
