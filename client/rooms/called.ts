import { useText } from '#client/i18n.ts'
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

/** One line of a message, for lists and quotes. */
export function useLineOf(): (message: Pick<Message, 'text' | 'files'>, longest?: number) => string {
  const called = useCalled()
  return ({ text, files }, longest) => lineOf({ text: called(text), ...(files ? { files } : {}) }, longest)
}
