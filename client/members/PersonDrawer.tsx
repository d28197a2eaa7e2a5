import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useLamp } from '#client/platform/presence.store.ts'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { SeatBadge } from '#client/ui/SeatBadge.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { PersonDeeds } from './PersonDeeds.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { usePeopleKnown, usePerson } from './people.store.ts'
import { StatusLine } from './StatusLine.tsx'

interface Props {
  /** Null while closed. */
  id: string | null
  /** Those on the list, for the time before the cluster's room has been read. */
  known: readonly Person[] | undefined
  onClose(): void
  onChanged(seq: number): void
}

export function PersonDrawer({ id, known, onClose, onChanged }: Props) {
  const { t } = useText()
  const live = usePerson(id)
  const isKnown = usePeopleKnown()
  const person = live ?? known?.find((listed) => listed.id === id)
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      title={t('members.person')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {person && <PersonCard person={person} onChanged={onChanged} />}
      {!person && isKnown && <ErrorState refusal={new Refusal('not_found', 'platform.notFound')} />}
    </Drawer>
  )
}

function PersonCard({ person, onChanged }: { person: Person; onChanged(seq: number): void }) {
  const { t, bi, language } = useText()
  const lamp = useLamp(clusterRoom, person.id)
  return (
    <Stack gap="lg">
      <Group wrap="nowrap" align="flex-start">
        <PersonAvatar person={person} size={56} lamp={person.state === 'active' ? lamp : undefined} />
        <div>
          <Text fw={650} size="lg">
            {bi(person.name)}
          </Text>
          <Text size="sm" c="dimmed">
            {person.name[language === 'zh' ? 'en' : 'zh']}
          </Text>
          <StatusLine person={person.id} />
          <Group gap={4} mt={6}>
            {person.seats.map((seat) => (
              <SeatBadge key={seat} seat={seat} />
            ))}
          </Group>
        </div>
      </Group>
      <PersonFacts person={person} />
      <Button component={Link} to={`/people/${person.id}`} variant="default" size="xs">
        {t('members.page')}
      </Button>
      <PersonDeeds person={person} onChanged={onChanged} />
    </Stack>
  )
}
