import './elections.texts.ts'
import { Badge, Button, Group, Text, Title } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageSkeleton } from '#client/ui/Skeletons.tsx'
import { electionDays, electionLife } from '#shared/decisions/election.ts'
import { allows } from '#shared/platform/life.ts'
import classes from './Election.module.css'
import { stateColours } from './ElectionsPage.tsx'
import { OfficeCard } from './OfficeCard.tsx'
import { type SeenElection, useElection } from './useElection.ts'
import { useHeld } from './useHeld.ts'
import { useMoment } from './useMoment.ts'

const ElectionDialog = latePart(async () => (await import('./ElectionDialog.tsx')).ElectionDialog)
const deeds = ['closeNominations', 'draw', 'plan', 'cancel'] as const
export type ElectionDeed = (typeof deeds)[number]

/** One election with its calendar, offices and candidates: `/rooms/:room/elections/:election`. */
export function ElectionPage() {
  const { room = '', election = '' } = useParams()
  useHeld(room)
  const { seen, refusal, retry } = useElection(room, election)
  if (refusal && !seen) return <ErrorState refusal={refusal} onRetry={retry} />
  return seen ? <SeenPage seen={seen} /> : <PageSkeleton />
}

function SeenPage({ seen }: { seen: SeenElection }) {
  const { t, bi } = useText()
  const { room, election, runs } = seen
  const [deed, setDeed] = useState<ElectionDeed | null>(null)
  const open = deeds.filter((one) => runs && allows(electionLife, election.state, one))
  return (
    <Page
      title={bi(election.title)}
      width="narrow"
      back={{ to: `/rooms/${room}/elections`, label: t('elections.toList') }}
      actions={open.map((one) => (
        <Button
          key={one}
          size="compact-md"
          variant={one === 'draw' ? 'filled' : 'default'}
          onClick={() => setDeed(one)}
        >
          {t(`elections.${one}`)}
        </Button>
      ))}
    >
      <Group gap="xs">
        <Badge variant="light" color={stateColours[election.state]}>
          {t(`elections.state.${election.state}`)}
        </Badge>
        <Badge variant="light" color="gray">
          {t(`elections.secrecy.${election.secrecy}`)}
        </Badge>
        <Badge variant="light" color="gray">
          {t(`elections.electorate.${election.electorate}`)}
        </Badge>
      </Group>
      {election.reason !== '' && (
        <Text size="sm">
          {t('platform.reason')} · {election.reason}
        </Text>
      )}
      <CalendarCard seen={seen} />
      {election.offices.map((office) => (
        <OfficeCard key={office.id} seen={seen} office={office} />
      ))}
      <Suspense>{deed && <ElectionDialog seen={seen} deed={deed} onClose={() => setDeed(null)} />}</Suspense>
    </Page>
  )
}

function CalendarCard({ seen: { election } }: { seen: SeenElection }) {
  const { t, date, time } = useText()
  const now = useMoment(election.state !== 'handedOver' && election.state !== 'cancelled')
  const { draw, calendar } = election
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {t('elections.calendar')}
      </Title>
      <ol className={classes.calendar}>
        {electionDays.map((day) => (
          <li key={day} className={classes.day} data-is-over={calendar[day] <= now || undefined}>
            <strong>{t(`elections.day.${day}`)}</strong>
            {date(calendar[day])} {time(calendar[day])}
          </li>
        ))}
      </ol>
      {draw && (
        <Text size="sm" mt="md" style={{ overflowWrap: 'anywhere' }}>
          {t('elections.drawn', { dice: draw.dice })}
          <br />
          <Text span size="xs" c="dimmed">
            {t('elections.drawn.root')} · {draw.root}
          </Text>
        </Text>
      )}
    </Card>
  )
}
