import { z } from 'zod'
import { command, Done, event, Id } from '#shared/platform/contract.ts'
import { Pin } from './pin.shape.ts'

const inRoom = ({ room }: { room: string }) => room
const ofMessage = z.strictObject({ room: Id, message: Id })

export const pinCommands = {
  'message.pin': command({
    summary: 'Pin a message for everybody in the room',
    http: 'PUT /rooms/{room}/messages/{message}/pin',
    room: inRoom,
    input: ofMessage,
    output: Done,
  }),
  'message.unpin': command({
    summary: 'Take a pinned message down',
    http: 'DELETE /rooms/{room}/messages/{message}/pin',
    room: inRoom,
    input: ofMessage,
    output: Done,
  }),
}

export const pinEvents = {
  'message.pinned': event({ thing: 'pin', item: Pin }),
  'message.unpinned': event({ thing: 'pin', item: Pin }),
}
