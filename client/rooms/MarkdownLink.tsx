import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { usePerson } from '#client/members/people.store.ts'
import { everybody } from '#shared/rooms/message.ts'
import classes from './MessageText.module.css'

/** A link of a message, if it leads to the web or to a mailbox; otherwise its words alone. */
export function MarkdownLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return <span>{children}</span>
  if (href.startsWith(`${location.origin}/rooms/`))
    return <Link to={href.slice(location.origin.length)}>{children}</Link>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

/** A person named in a message, by the name that they have now and in the reader's language. */
export function Mention({ person: id, children }: { person: string; children: ReactNode }) {
  const { t, bi } = useText()
  const person = usePerson(id)
  const isAll = id === everybody
  const isMe = useMe().person.id === id || isAll
  return (
    <span className={classes.mention} data-is-me={isMe || undefined} data-mention={id}>
      @{isAll ? t('rooms.everybody') : person ? bi(person.name) : children}
    </span>
  )
}
