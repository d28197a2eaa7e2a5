import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { nameList } from './nameList.ts'
import classes from './TypingLine.module.css'
import { useTyping } from './typing.store.ts'

const mostNames = 3

/** Always there, so that nothing moves when somebody begins to write. */
export function TypingLine({ room, me }: { room: string; me: string }) {
  const { t, bi, language } = useText()
  const people = usePeopleById()
  const writing = useTyping(room).flatMap((id) => (id === me ? [] : (people.get(id) ?? [])))
  const names = writing.slice(0, mostNames).map(({ name }) => bi(name))
  const list = nameList(names, language)
  return (
    <div className={classes.line}>
      {writing.length > 0 && (
        <>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {writing.length > mostNames
            ? t('rooms.typing.many')
            : t('rooms.typing', { names: list, count: writing.length })}
        </>
      )}
    </div>
  )
}
