import { expect, test } from 'vitest'
import type { RoomView } from '#server/platform/handler.ts'
import type { ThingOf } from '#shared/contract.ts'
import { reactionsNow } from './emojiRoom.ts'

type Reaction = ThingOf<'reaction'>
const given = (id: string, version: number, isOn = true, message = 'm'): Reaction => ({
  id,
  version,
  message,
  person: 'p',
  emoji: '👍',
  isOn,
})
const roomWith = (recent: Reaction[]) => ({ recent: () => recent }) as unknown as RoomView

test('what a room has let go of counts as it was read, and what it holds counts where that is newer', () => {
  const read = [given('old', 3), given('taken-back-since', 4), given('put-on-again', 5, false), given('late', 9)]
  const held = [
    given('taken-back-since', 7, false),
    given('put-on-again', 8),
    given('late', 6, false),
    given('new', 10),
    given('elsewhere', 11, true, 'another'),
  ]
  expect(reactionsNow(roomWith(held), 'm', read).map(({ id }) => id)).toEqual(['old', 'put-on-again', 'late', 'new'])
})
