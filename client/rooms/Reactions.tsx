import { UnstyledButton } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useBlockedPeople } from '#client/members/blocks.store.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { can } from '#shared/permissions.ts'
import type { Message, Reaction } from '#shared/rooms/message.shape.ts'
import { nameList } from './nameList.ts'
import classes from './Reactions.module.css'
import { useRoomTalk } from './roomContext.ts'
import { useToldCommand } from './useToldCommand.ts'

interface Props {
  message: Message
  reactions: readonly Reaction[]
}

/** Who put which emoji on a message; pressing one adds one's own or takes it back. */
export function Reactions({ message, reactions }: Props) {
  const { t, bi, language } = useText()
  const { room, ofRoom, actor, me } = useRoomTalk()
  const people = usePeopleById()
  const blocked = useBlockedPeople()
  const set = useToldCommand('reaction.set')
  const mayReact = can(actor, 'reaction.set', { ...ofRoom, message }) && ofRoom.room.state === 'open'
  return (
    <ul className={classes.reactions} aria-label={t('rooms.reactions')}>
      {[...Map.groupBy(reactions, ({ emoji }) => emoji)].map(([emoji, given]) => {
        const isOwn = given.some(({ person }) => person === me)
        const who = given.map(({ person }) => {
          if (blocked.has(person)) return t('rooms.blocked.somebody')
          const found = people.get(person)
          return found ? bi(found.name) : t('rooms.formerMember')
        })
        const names = nameList(who.slice(0, 20), language)
        return (
          <li key={emoji}>
            <Hint label={names} width={280} delay={250}>
              <UnstyledButton
                className={classes.reaction}
                data-is-own={isOwn || undefined}
                aria-pressed={isOwn}
                aria-label={t('rooms.reaction.by', { emoji, names })}
                disabled={!mayReact || set.isPending}
                onClick={() => void set.run({ room, message: message.id, emoji, isOn: !isOwn })}
              >
                <span>{emoji}</span>
                <span className={classes.count}>{given.length}</span>
              </UnstyledButton>
            </Hint>
          </li>
        )
      })}
    </ul>
  )
}
