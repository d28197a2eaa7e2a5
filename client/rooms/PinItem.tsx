import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Pin, PinOff } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { send } from '#client/platform/hub.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { can } from '#shared/permissions.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { pinOf } from '#shared/rooms/pin.ts'
import { useRoomTalk } from './roomContext.ts'

/** Pins a message or takes it down, for those who run the room. */
export function PinItem({ message }: { message: string }) {
  const { t, say } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const isPinned = useRoomState(room, ({ things }) => thingsOf(things, 'pin').get(pinOf(message))?.isOn === true)
  if (ofRoom.room.state !== 'open' || !can(actor, 'message.pin', ofRoom)) return null
  const Icon = isPinned ? PinOff : Pin
  // The menu closes with the press, so that nothing of it is left to say no.
  const toggle = () =>
    send(isPinned ? 'message.unpin' : 'message.pin', { room, message }).catch((thrown) => {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal('internal', 'platform.internal')
      notifications.show({ color: 'red', message: say(refusal) })
    })
  return (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={() => void toggle()}>
      {t(isPinned ? 'rooms.unpin' : 'rooms.pin')}
    </Menu.Item>
  )
}
