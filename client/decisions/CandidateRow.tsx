import { Badge, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useOrganisation, usePerson } from '#client/members/people.store.ts'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { Nomination, Office } from '#shared/decisions/election.shape.ts'
import { isAlive } from '#shared/decisions/election.ts'
import { CandidateDeeds } from './CandidateDeeds.tsx'
import classes from './Election.module.css'
import type { SeenElection } from './useElection.ts'

const colours: Partial<Record<Nomination['state'], string>> = {
  proposed: 'yellow',
  accepted: 'brand',
  approved: 'green',
  rejected: 'red',
}

export function CandidateBadge({ nomination: { state } }: { nomination: Nomination }) {
  const { t } = useText()
  return (
    <Badge variant="light" color={colours[state] ?? 'gray'}>
      {t(`elections.candidate.${state}`)}
    </Badge>
  )
}

/** Who put them up, and in whose name. */
export function useNominatedBy({ as, by, inNameOf }: Nomination): string {
  const { t, bi } = useText()
  const person = usePerson(by)
  const organisation = useOrganisation(inNameOf)
  if (as === 'self') return t('elections.candidate.self')
  const name = organisation ?? person
  return t('elections.candidate.by', { name: name ? bi(name.name) : t('rooms.formerMember') })
}

/** Somebody who stands for an office, how far that is, and what one may do about it. */
export function CandidateRow(props: { seen: SeenElection; office: Office; nomination: Nomination }) {
  const { seen, nomination } = props
  const { t, bi } = useText()
  const person = usePerson(nomination.person)
  const organisation = useOrganisation(nomination.organisation)
  const nominatedBy = useNominatedBy(nomination)
  const { room, election } = seen
  const name = person ? bi(person.name) : t('rooms.formerMember')
  const seconded = t('elections.candidate.seconded', {
    count: nomination.seconders.length,
    needed: election.seconders,
  })
  const facts = [organisation ? bi(organisation.name) : '', nominatedBy, election.seconders > 0 ? seconded : '']
  return (
    <li className={classes.candidate} data-is-over={!isAlive(nomination) || undefined}>
      <div className={classes.who}>
        {person && <PersonAvatar person={person} size={44} />}
        <div style={{ minWidth: 0 }}>
          <Link
            className={classes.name}
            to={`/rooms/${room}/elections/${election.id}/candidates/${nomination.id}`}
            aria-label={t('elections.candidate.page', { name })}
          >
            {name}
          </Link>
          <Text size="sm" c="dimmed">
            {facts.filter((fact) => fact !== '').join(' · ')}
          </Text>
        </div>
      </div>
      <CandidateBadge nomination={nomination} />
      <CandidateDeeds {...props} />
    </li>
  )
}
