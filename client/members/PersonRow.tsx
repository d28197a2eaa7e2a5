import { Badge, Text, UnstyledButton } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useLamp } from '#client/platform/presence.store.ts'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { SeatBadge } from '#client/ui/SeatBadge.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import classes from './PersonRow.module.css'
import { useOrganisation } from './people.store.ts'
import { StatusMark } from './StatusLine.tsx'

export function PersonRow({ person, onOpen }: { person: Person; onOpen(): void }) {
  const { t, bi, language } = useText()
  const organisation = useOrganisation(person.organisation)
  const lamp = useLamp(clusterRoom, person.id)
  const otherName = person.name[language === 'zh' ? 'en' : 'zh']
  return (
    <li>
      <UnstyledButton className={classes.row} onClick={onOpen} data-is-away={person.state !== 'active' || undefined}>
        <PersonAvatar person={person} lamp={person.state === 'active' ? lamp : undefined} />
        <span className={classes.words}>
          <Text component="span" size="sm" fw={600}>
            {bi(person.name)} <StatusMark person={person.id} />
            {otherName && otherName !== bi(person.name) && (
              <Text component="span" size="xs" c="dimmed" fw={400} ml={6}>
                {otherName}
              </Text>
            )}
          </Text>
          <Text component="span" size="xs" c="dimmed" truncate display="block">
            {bi(person.title)}
          </Text>
        </span>
        <Text component="span" size="sm" c="dimmed" truncate className={classes.organisation}>
          {organisation && bi(organisation.name)}
        </Text>
        <span className={classes.badges}>
          <StateBadge state={person.state} />
          {person.seats.map((seat) => (
            <SeatBadge key={seat} seat={seat} />
          ))}
        </span>
      </UnstyledButton>
    </li>
  )

  function StateBadge({ state }: Pick<Person, 'state'>) {
    if (state === 'active') return null
    return (
      <Badge size="sm" variant="outline" color={state === 'invited' ? 'yellow' : 'red'}>
        {t(`members.state.${state}`)}
      </Badge>
    )
  }
}
