import './blocked.texts.ts'
import { Button, Group, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { runsRoom } from '#shared/rooms/room.ts'
import { useRoll } from './roll.ts'
import { useRoomTalk } from './roomContext.ts'

interface Props {
  author: string
  children: ReactNode
}

/** What somebody blocked has written, folded away. Whoever runs the room is always heard. */
export function BlockedText({ author, children }: Props) {
  const { t } = useText()
  const { room, ofRoom } = useRoomTalk()
  const { seated, isKnown } = useRoll(room)
  const person = usePerson(author)
  const [isShown, setShown] = useState(false)
  const actor = { personId: author, isActive: true, seats: person?.seats ?? [], scopes: [] }
  const runs = runsRoom(actor, { ...ofRoom, seat: seated.get(author) ?? null })
  if (isShown || (isKnown && runs)) return children
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" fs="italic">
        {t('rooms.blocked')}
      </Text>
      <Button variant="subtle" size="compact-xs" onClick={() => setShown(true)}>
        {t('rooms.blocked.show')}
      </Button>
    </Group>
  )
}
