import { change, type Handlers, type RoomView } from '#server/platform/handler.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import type { Change } from '#shared/platform/roomLog.ts'
import type { pinCommands } from '#shared/rooms/pin.contract.ts'
import { mostPins, pinOf } from '#shared/rooms/pin.ts'
import { messageIn, ofRoom } from './access.ts'

const theMessage = ({ message }: { message: string }) => [{ kind: 'message' as const, id: message }]

/** What is erased is no longer kept in sight. */
export function takenDown(room: RoomView, message: string, { by, now }: { by: string; now: Date }): Change[] {
  const pin = room.find('pin', pinOf(message))
  if (!pin?.isOn) return []
  return [change('message.unpinned', { ...pin, isOn: false, by, at: now.getTime() })]
}

export const pinHandlers: Handlers<keyof typeof pinCommands> = {
  'message.pin': {
    needs: theMessage,
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input, subject, room, by, now, seq }) {
      if (subject.room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
      if (messageIn(room, input.message).erased) throw new Refusal('wrong_state', 'rooms.messageErased')
      const pinned = room.all('pin').filter(({ isOn }) => isOn)
      if (pinned.some(({ message }) => message === input.message))
        throw new Refusal('already_done', 'rooms.alreadyPinned')
      if (pinned.length >= mostPins)
        throw new Refusal('wrong_state', 'rooms.tooManyPins', { values: { most: mostPins } })
      const { message } = input
      const pin = { id: pinOf(message), message, isOn: true, by, at: now.getTime() }
      return { changes: [change('message.pinned', pin)], answer: { seq } }
    },
  },
  'message.unpin': {
    subject: ({ room, actor }) => ofRoom(room, actor),
    decide({ input, subject, room, by, now, seq }) {
      if (subject.room.state !== 'open') throw new Refusal('wrong_state', 'rooms.archived')
      const changes = takenDown(room, input.message, { by, now })
      if (changes.length === 0) throw new Refusal('already_done', 'rooms.notPinned')
      return { changes, answer: { seq } }
    },
  },
}
