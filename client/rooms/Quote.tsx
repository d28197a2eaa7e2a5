import { CornerUpLeft } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { useLineOf } from './called.ts'
import classes from './Quote.module.css'
import { useRoomTalk } from './roomContext.ts'
import { useMessage } from './roomView.ts'

/** The message that another one answers: referred to, never copied, so that what is erased is erased here too. */
export function Quote({ message: id }: { message: string }) {
  const { t, bi } = useText()
  const { room, goTo } = useRoomTalk()
  const message = useMessage(room, id)
  const lineOf = useLineOf()
  const author = usePerson(message?.author ?? null)
  if (!message) return <div className={classes.quote}>{t('rooms.quote.loading')}</div>
  const name = author ? bi(author.name) : t('rooms.formerMember')
  return (
    <button
      type="button"
      className={classes.quote}
      onClick={() => goTo(message)}
      aria-label={t('rooms.quote.goTo', { name })}
    >
      <CornerUpLeft size={13} aria-hidden className={classes.icon} />
      <span className={classes.name}>{name}</span>
      <span className={classes.line}>{message.erased ? t('rooms.erased') : lineOf(message)}</span>
    </button>
  )
}
