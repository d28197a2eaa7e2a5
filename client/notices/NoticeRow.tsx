import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { noticeSentence } from '#shared/notices/notice.ts'
import { noticeTexts } from '#shared/noticeTexts.ts'
import classes from './NoticesPage.module.css'
import type { Notice } from './useNotices.ts'

/** One line of the list: who did what and where, and what it is about. It leads there, and is read by that. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen(): void }) {
  const { t, bi, language, relative } = useText()
  const people = usePeopleById()
  const known = notice.people.flatMap((id) => people.get(id) ?? [])
  const sentence = noticeSentence(noticeTexts, notice.kind, {
    language,
    names: known.map(({ name }) => bi(name)),
    count: notice.peopleCount,
    values: { ...notice.values, room: notice.roomTitle ? bi(notice.roomTitle) : '' },
  })
  return (
    <li className={classes.item} data-is-unread={!notice.isRead || undefined}>
      <Link to={notice.address} className={classes.link} onClick={onOpen}>
        <span className={classes.face} aria-hidden>
          {known[0] && <PersonAvatar person={known[0]} size={36} />}
        </span>
        <span className={classes.words}>
          <span className={classes.sentence}>
            {!notice.isRead && <span className={classes.dot} role="img" aria-label={t('notices.unread')} />}
            {sentence}
          </span>
          {notice.text && <span className={classes.text}>{notice.text}</span>}
        </span>
        <time className={classes.time} dateTime={new Date(notice.at).toISOString()}>
          {relative(notice.at)}
        </time>
      </Link>
    </li>
  )
}
