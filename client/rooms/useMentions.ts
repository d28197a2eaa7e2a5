import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { usePeople } from '#client/members/people.store.ts'
import { usePresence } from '#client/platform/presence.store.ts'
import { texts } from '#client/texts.ts'
import type { Person } from '#shared/members/person.shape.ts'
import { everybody } from '#shared/rooms/message.ts'
import { mayCallAll } from '#shared/rooms/moderation.ts'
import type { Draft } from './drafts.ts'
import { fittingPeople, mentionQuery, nameToWrite } from './mentions.ts'
import { useRoll } from './roll.ts'
import { useRoomTalk } from './roomContext.ts'

/** Stands in the list of names like a person. */
const everyone: Person = {
  id: everybody,
  version: 0,
  name: { zh: texts['rooms.everybody']!.zh, en: String(texts['rooms.everybody']!.en), authoritative: 'zh' },
  title: { zh: '', en: '' },
  organisation: null,
  language: 'zh',
  timeZone: 'UTC',
  seats: [],
  state: 'active',
  reason: '',
}

/** Completion of names after an at sign: a list box that the field steers by keyboard. */
export function useMentions(draft: Draft, cursor: number, put: (draft: Draft, cursor: number) => void) {
  const { language } = useText()
  const { room, ofRoom, actor, me } = useRoomTalk()
  const people = usePeople()
  const { here } = usePresence(room)
  const { seated } = useRoll(room)
  const listId = useId()
  const [choice, setChoice] = useState(0)
  /** Escape closes the list for the name that is being written, not for the next one. */
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const asked = mentionQuery(draft.text, cursor)
  const query = asked?.query ?? null
  const found = useMemo(() => {
    if (query === null) return []
    const all = mayCallAll(actor, ofRoom) ? [{ person: everyone, nearness: 3 }] : []
    const near = people
      .filter(({ id, state }) => state === 'active' && id !== me)
      .map((person) => ({ person, nearness: here.has(person.id) ? 2 : seated.has(person.id) ? 1 : 0 }))
    return fittingPeople([...all, ...near], query)
  }, [query, people, here, seated, me, actor, ofRoom])
  const isOpen = asked !== null && found.length > 0 && closedAt !== asked.from
  const chosen = Math.min(choice, found.length - 1)

  function choose(person: Person) {
    if (!asked) return
    const name = nameToWrite(person, language, draft.named)
    const before = `${draft.text.slice(0, asked.from)}@${name} `
    const named = [...draft.named.filter((one) => one.name !== name), { name, person: person.id }]
    put({ ...draft, named, text: before + draft.text.slice(cursor).replace(/^ /, '') }, before.length)
    setChoice(0)
  }

  function takesKey(event: KeyboardEvent): boolean {
    if (!isOpen) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setChoice((chosen + step + found.length) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(found[chosen]!)
    else if (event.key === 'Escape') setClosedAt(asked.from)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const optionId = (index: number) => `${listId}-${index}`
  const fieldProps = isOpen
    ? ({
        'aria-haspopup': 'listbox',
        'aria-autocomplete': 'list',
        'aria-controls': listId,
        'aria-activedescendant': optionId(chosen),
      } as const)
    : {}
  return { isOpen, found, chosen, choose, takesKey, listId, optionId, fieldProps }
}
export type Mentions = ReturnType<typeof useMentions>
