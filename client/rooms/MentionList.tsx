import { Text, VisuallyHidden } from '@mantine/core'
import { Suspense } from 'react'
import { useText } from '#client/i18n.ts'
import { useOrganisation } from '#client/members/people.store.ts'
import { useLamp } from '#client/platform/presence.store.ts'
import { latePart } from '#client/ui/latePart.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { Person } from '#shared/members/person.shape.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { everybody } from '#shared/rooms/message.ts'
import classes from './Composer.module.css'
import { lateParts } from './lateParts.ts'
import type { Mentions } from './useMentions.ts'

const StatusMark = latePart(async () => (await lateParts.status()).StatusMark)

/** The people whom the name being written may mean. */
export function MentionList({ mentions }: { mentions: Mentions }) {
  const { t } = useText()
  return (
    <>
      <VisuallyHidden role="status">{t('rooms.mention.found', { count: mentions.found.length })}</VisuallyHidden>
      <div id={mentions.listId} role="listbox" aria-label={t('rooms.mention')} className={classes.mentions}>
        {mentions.found.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and steers by keyboard
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and steers by keyboard
          <div
            key={person.id}
            id={mentions.optionId(index)}
            role="option"
            aria-selected={index === mentions.chosen}
            className={classes.mention}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => mentions.choose(person)}
          >
            <Option person={person} />
          </div>
        ))}
      </div>
    </>
  )
}

function Option({ person }: { person: Person }) {
  const lamp = useLamp(clusterRoom, person.id)
  const { bi } = useText()
  const organisation = useOrganisation(person.organisation)
  return (
    <>
      <PersonAvatar person={person} size={26} lamp={person.id === everybody ? undefined : lamp} />
      <Text component="span" size="sm" fw={550}>
        {bi(person.name)}
      </Text>
      <Suspense>
        <StatusMark person={person.id} />
      </Suspense>
      <Text component="span" size="xs" c="dimmed" truncate>
        {[bi(person.title), organisation ? bi(organisation.name) : ''].filter(Boolean).join(' · ')}
      </Text>
    </>
  )
}
