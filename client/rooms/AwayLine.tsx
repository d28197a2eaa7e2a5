import './roomsLate.texts.ts'
import { Moon } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { StatusLine } from '#client/members/StatusLine.tsx'
import { useStatus } from '#client/members/statuses.store.ts'
import { useLamp } from '#client/platform/presence.store.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Draft } from './drafts.ts'
import classes from './moderation.module.css'
import { useRoomTalk } from './roomContext.ts'
import { useMessage } from './roomView.ts'

const most = 3

/** Above the field: whom one is writing to, where an answer may take a while. */
export function AwayLine({ draft }: { draft: Draft }) {
  const { room, me } = useRoomTalk()
  const answered = useMessage(room, draft.replyTo)?.author
  const named = draft.named.filter(({ name }) => draft.text.includes(`@${name}`)).map(({ person }) => person)
  const people = new Set([...named, ...(answered ? [answered] : [])])
  people.delete(me)
  return [...people].slice(0, most).map((person) => <Whereabouts key={person} id={person} />)
}

function Whereabouts({ id }: { id: string }) {
  const { t, bi } = useText()
  const person = usePerson(id)
  const status = useStatus(id)
  const isAway = useLamp(clusterRoom, id) === 'away'
  if (!person || (!status && !isAway)) return null
  const name = bi(person.name)
  return (
    <div className={classes.line} role="status">
      <Moon size={16} aria-hidden />
      <div>
        <p className={classes.what}>{isAway ? t('rooms.isAway', { name }) : name}</p>
        <StatusLine person={id} />
      </div>
    </div>
  )
}
