import './search.texts.ts'
import { ActionIcon, Stack, Text, UnstyledButton } from '@mantine/core'
import { Pin, PinOff } from 'lucide-react'
import { useMemo } from 'react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Hint } from '#client/ui/Hint.tsx'
import type { ThingOf } from '#shared/contract.ts'
import { can } from '#shared/permissions.ts'
import { useLineOf } from './called.ts'
import classes from './PinList.module.css'
import { useRoomTalk } from './roomContext.ts'
import { useMessage } from './roomView.ts'
import { useToldCommand } from './useToldCommand.ts'

/** The pins that stand, newest first. */
export function usePins(room: string): ThingOf<'pin'>[] {
  const held = useRoomState(room, ({ things }) => thingsOf(things, 'pin'))
  return useMemo(() => [...held.values()].filter(({ isOn }) => isOn).sort((a, b) => b.at - a.at), [held])
}

/** What those who run the room keep in sight. */
export function PinList({ onGo }: { onGo(): void }) {
  const { t } = useText()
  const { room } = useRoomTalk()
  const pins = usePins(room)
  if (pins.length === 0) return <EmptyState icon={Pin} title={t('rooms.pins.none')} hint={t('rooms.pins.none.hint')} />
  return (
    <Stack gap={4}>
      {pins.map((pin) => (
        <PinRow key={pin.id} pin={pin} onGo={onGo} />
      ))}
    </Stack>
  )
}

function PinRow({ pin, onGo }: { pin: ThingOf<'pin'>; onGo(): void }) {
  const { t, bi, date, time } = useText()
  const { room, ofRoom, actor, goTo } = useRoomTalk()
  const message = useMessage(room, pin.message)
  const author = usePerson(message?.author ?? null)
  const by = usePerson(pin.by)
  const lineOf = useLineOf()
  const unpin = useToldCommand('message.unpin')
  const mayUnpin = ofRoom.room.state === 'open' && can(actor, 'message.unpin', ofRoom)
  if (!message || message.erased) return null
  const name = author ? bi(author.name) : t('rooms.formerMember')
  return (
    <div className={classes.row}>
      <UnstyledButton
        className={classes.words}
        aria-label={t('rooms.goToMessage', { name, when: `${date(message.at)} ${time(message.at)}` })}
        onClick={() => {
          goTo(message)
          onGo()
        }}
      >
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="sm" lineClamp={3}>
          {lineOf(message, 240)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('rooms.pinnedBy', { name: by ? bi(by.name) : t('rooms.formerMember'), date: date(pin.at) })}
        </Text>
      </UnstyledButton>
      {mayUnpin && (
        <Hint label={t('rooms.unpin')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('rooms.unpin')}
            loading={unpin.isPending}
            onClick={() => void unpin.run({ room, message: pin.message })}
          >
            <PinOff size={16} aria-hidden />
          </ActionIcon>
        </Hint>
      )}
    </div>
  )
}
