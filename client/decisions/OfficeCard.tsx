import { Alert, Badge, Button, Group, Text, Title } from '@mantine/core'
import { Plus, TriangleAlert } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { Card } from '#client/ui/Card.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { SeatBadge } from '#client/ui/SeatBadge.tsx'
import { methodNames } from '#shared/decisions/count.texts.ts'
import type { Nomination, Office } from '#shared/decisions/election.shape.ts'
import { isAlive, officeInTurn, takesNominations } from '#shared/decisions/election.ts'
import { can } from '#shared/permissions.ts'
import { sentence } from '#shared/refusals.ts'
import { CandidateRow } from './CandidateRow.tsx'
import classes from './Election.module.css'
import type { SeenElection } from './useElection.ts'
import { useMoment } from './useMoment.ts'

const NominateDialog = latePart(async () => (await import('./NominateDialog.tsx')).NominateDialog)
const OpenVoteDialog = latePart(async () => (await import('./OpenVoteDialog.tsx')).OpenVoteDialog)

interface Props {
  seen: SeenElection
  office: Office
}

/** One office: its terms, who stands for it, and how far its vote is. */
export function OfficeCard({ seen, office }: Props) {
  const { t, bi, date, language } = useText()
  const { election, ofElection, actor } = seen
  const [dialog, setDialog] = useState<'nominate' | 'vote' | null>(null)
  const now = useMoment(election.state === 'nominating' || election.state === 'voting')
  const candidates = inBallotOrder(seen, office)
  const mayNominate =
    ofElection.room.state === 'open' && takesNominations(election, now) && can(actor, 'nomination.propose', ofElection)
  const isInTurn = election.state === 'voting' && officeInTurn(election)?.id === office.id
  const mayOpen = seen.runs && isInTurn && office.state === 'waiting' && now >= election.calendar.voteFrom
  const isRunOff = office.votes.some(({ decision }) => decision === null)
  return (
    <Card>
      <Title order={2} size="h4">
        {bi(office.title)}
      </Title>
      <Group gap="xs" mt={6} mb="sm">
        {office.seat && <SeatBadge seat={office.seat} />}
        <Badge variant="light" color="gray">
          {t('elections.office.places.count', { count: office.places })}
        </Badge>
        <Text size="sm" c="dimmed">
          {office.method === 'plurality'
            ? t('elections.office.method.plurality')
            : methodNames[office.method][language]}
          {' · '}
          {t('elections.office.term', { from: date(office.termFrom), until: date(office.termUntil) })}
        </Text>
      </Group>
      <ElectedLine office={office} />
      {office.hindrance && (
        <Alert
          color="red"
          icon={<TriangleAlert size={18} aria-hidden />}
          title={t('elections.office.hindered')}
          mb="sm"
        >
          {sentence(office.hindrance, language)}
        </Alert>
      )}
      {candidates.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('elections.office.noCandidates')}
        </Text>
      )}
      <ul className={classes.candidates}>
        {candidates.map((nomination) => (
          <CandidateRow key={nomination.id} seen={seen} office={office} nomination={nomination} />
        ))}
      </ul>
      <Group gap="xs" mt="sm">
        {mayNominate && (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<Plus size={15} aria-hidden />}
            aria-label={t('elections.nominate.for', { title: bi(office.title) })}
            onClick={() => setDialog('nominate')}
          >
            {t('elections.nominate')}
          </Button>
        )}
        {mayOpen && (
          <Button size="compact-md" onClick={() => setDialog('vote')}>
            {t(isRunOff ? 'elections.office.runOff' : 'elections.office.openVote')}
          </Button>
        )}
        <VoteLinks seen={seen} office={office} />
      </Group>
      <Suspense>
        {dialog === 'nominate' && <NominateDialog seen={seen} office={office} onClose={() => setDialog(null)} />}
        {dialog === 'vote' && <OpenVoteDialog seen={seen} office={office} onClose={() => setDialog(null)} />}
      </Suspense>
    </Card>
  )
}

/** As they stand on the ballot, once that is drawn; who stands no more comes last. */
function inBallotOrder({ nominations }: SeenElection, { id, order }: Office): Nomination[] {
  const place = (nomination: Nomination) => {
    const at = order.indexOf(nomination.id)
    return at === -1 ? order.length + (isAlive(nomination) ? 0 : 1) : at
  }
  return nominations.filter(({ office }) => office === id).sort((one, other) => place(one) - place(other))
}

function ElectedLine({ office: { state, elected } }: { office: Office }) {
  const { t, bi, language } = useText()
  const people = usePeopleById()
  if (state !== 'filled' && state !== 'vacant') return null
  const names = elected.flatMap((id) => people.get(id) ?? []).map(({ name }) => bi(name))
  return (
    <Group gap="xs" mb="sm">
      <Badge color={state === 'filled' ? 'green' : 'gray'} variant="light">
        {t(`elections.office.${state}`)}
      </Badge>
      <Text fw={650}>{names.join(language === 'zh' ? '、' : ', ')}</Text>
    </Group>
  )
}

function VoteLinks({ seen: { room, nominations }, office }: Props) {
  const { t, bi } = useText()
  const people = usePeopleById()
  const nameOf = (id: string | undefined) => {
    const person = people.get(nominations.find((other) => other.id === id)?.person ?? '')
    return person ? bi(person.name) : ''
  }
  return office.votes.map(
    ({ decision, kind, order }) =>
      decision && (
        <Button
          key={decision}
          size="compact-md"
          variant="default"
          component={Link}
          to={`/rooms/${room}/decisions/${decision}`}
        >
          {t(`elections.office.vote.${kind}`, { name: nameOf(order[0]) })}
        </Button>
      ),
  )
}
