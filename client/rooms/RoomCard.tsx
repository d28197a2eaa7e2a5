import { Badge } from '@mantine/core'
import { Lock, Theater, UsersRound } from 'lucide-react'
import { NavLink } from 'react-router'
import { usePlace, useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { usePerson } from '#client/members/people.store.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { isSeated } from '#shared/rooms/room.ts'
import { useLineOf } from './called.ts'
import classes from './RoomList.module.css'
import { type BoardRoom, unreadOf } from './roomBoard.ts'
import { dayOf } from './rows.ts'
import { useTyping } from './typing.store.ts'

/** One room of the list: what it is called, what was said last and when, what is unread, how many are there. */
export function RoomCard({ listed }: { listed: BoardRoom }) {
  const { t, bi } = useText()
  const { room, last, here } = listed
  // Whoever has no seat yet follows nothing here.
  const unread = isSeated(listed) ? unreadOf(listed) : 0
  const Icon = room.kind === 'backstage' ? Theater : room.access === 'open' ? null : Lock
  return (
    <NavLink to={`/rooms/${room.id}`} className={classes.card} data-is-unread={unread > 0 || undefined}>
      <span className={classes.line}>
        {Icon && <Icon size={13} aria-hidden className={classes.mark} />}
        <span className={classes.title}>
          {room.kind === 'backstage' ? t('rooms.backstageOf', { title: bi(room.title) }) : bi(room.title)}
        </span>
        {last && <When at={last.at} />}
      </span>
      <span className={classes.line}>
        <LastWords listed={listed} />
        {here > 0 && (
          <span className={classes.here} role="img" aria-label={t('rooms.here', { count: here })}>
            <UsersRound size={11} aria-hidden />
            {here}
          </span>
        )}
        {unread > 0 && (
          <Badge size="sm" circle={unread < 10} role="img" aria-label={t('platform.unread', { count: unread })}>
            {unread > 99 ? '99+' : unread}
          </Badge>
        )}
      </span>
    </NavLink>
  )
}

function LastWords({ listed: { room, last } }: { listed: BoardRoom }) {
  const { t, bi } = useText()
  const me = useMe().person.id
  const author = usePerson(last?.author ?? null)
  const lineOf = useLineOf()
  const writing = useTyping(room.id).filter((person) => person !== me)
  if (writing.length > 0) return <span className={`${classes.last} ${classes.typing}`}>{t('rooms.typing.short')}</span>
  if (!last) return <span className={classes.last}>{t('rooms.silent')}</span>
  const words = last.erased ? t('rooms.erased') : lineOf(last, 80)
  const name = last.author === me ? t('rooms.you') : author ? bi(author.name) : ''
  return <span className={classes.last}>{name === '' ? words : t('rooms.lastWords', { name, words })}</span>
}

function When({ at }: { at: number }) {
  const { language, time } = useText()
  const timeZone = usePlace((place) => place.timeZone)
  const isToday = dayOf(at, timeZone) === dayOf(serverNow(), timeZone)
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'short',
    day: 'numeric',
    timeZone,
  })
  return <time className={classes.time}>{isToday ? time(at) : day.format(at)}</time>
}
