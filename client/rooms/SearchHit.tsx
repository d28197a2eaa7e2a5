import './search.texts.ts'
import { Text } from '@mantine/core'
import { Paperclip } from 'lucide-react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useIsBlocked } from '#client/members/blocks.store.ts'
import { usePerson } from '#client/members/people.store.ts'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import { useBoardRoom } from './rooms.store.ts'
import classes from './Search.module.css'

export type Hit = QueryOutput<'messages.search'>['hits'][number]

interface Props {
  hit: Hit
  /** Said where one looks through several rooms. */
  isRoomNamed: boolean
  onGo(hit: Hit): void
}

/** One message found, and the way to it. */
export function SearchHit({ hit, isRoomNamed, onGo }: Props) {
  const { t, bi, date, time } = useText()
  const author = usePerson(hit.author)
  const isBlocked = useIsBlocked(hit.author)
  const room = useBoardRoom(hit.room)?.room
  const name = author ? bi(author.name) : t('rooms.formerMember')
  const when = `${date(hit.at)} ${time(hit.at)}`
  return (
    <Link
      to={`/rooms/${hit.room}?message=${hit.message}`}
      className={classes.hit}
      data-hit
      aria-label={t('rooms.goToMessage', { name, when })}
      aria-describedby={`hit-${hit.message}`}
      onClick={() => onGo(hit)}
    >
      {author && <PersonAvatar person={author} size={32} />}
      <span className={classes.words}>
        <span className={classes.line}>
          <span className={classes.name}>{name}</span>
          {isRoomNamed && room && <span className={classes.room}>{bi(room.title)}</span>}
          <time className={classes.time}>{when}</time>
        </span>
        <span id={`hit-${hit.message}`} className={classes.snippet}>
          {isBlocked ? t('rooms.blocked') : <Words snippet={hit.snippet} />}
          {hit.files.length > 0 && (
            <Text component="span" size="xs" c="dimmed" className={classes.files}>
              <Paperclip size={12} aria-hidden />
              {hit.files.length}
            </Text>
          )}
        </span>
      </span>
    </Link>
  )
}

function Words({ snippet }: Pick<Hit, 'snippet'>) {
  return snippet.map(({ text, isHit }, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that never changes in place
    isHit ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
  )
}
