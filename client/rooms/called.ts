import { useText } from '#client/i18n.ts'
import { useBlockedPeople } from '#client/members/blocks.store.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import { calledAnew } from '#shared/rooms/message.ts'
import { lineOf } from '#shared/rooms/preview.ts'

/** Texts with those in them called as they are called now: whoever was renamed, or has left. */
export function useCalled(): (text: string) => string {
  const { bi } = useText()
  const people = usePeopleById()
  return (text) =>
    calledAnew(text, (id) => {
      const person = people.get(id)
      return person ? bi(person.name) : null
    })
}

/** One line of a message, for lists and quotes; of somebody whom one has blocked, only that there is one. */
export function useLineOf(): (message: Pick<Message, 'author' | 'text' | 'files'>, longest?: number) => string {
  const { t } = useText()
  const called = useCalled()
  const blocked = useBlockedPeople()
  return ({ author, text, files }, longest) =>
    blocked.has(author) ? t('rooms.blocked') : lineOf({ text: called(text), ...(files ? { files } : {}) }, longest)
}
