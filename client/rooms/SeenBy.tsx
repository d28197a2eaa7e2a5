import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { PersonAvatar } from '#client/ui/PersonAvatar.tsx'
import { nameList } from './nameList.ts'
import classes from './SeenBy.module.css'

const mostFaces = 5

/** Those who have read up to this message and no further. */
export function SeenBy({ people }: { people: readonly string[] }) {
  const { t, bi, language } = useText()
  const known = usePeopleById()
  const found = people.flatMap((id) => known.get(id) ?? [])
  if (found.length === 0) return null
  const names = found.slice(0, 30).map(({ name }) => bi(name))
  const label = t('rooms.seenBy', {
    names: nameList(names, language),
  })
  return (
    <Hint label={label} width={300} delay={200} position="left">
      <div className={classes.seen} role="img" aria-label={label}>
        {found.slice(0, mostFaces).map((person) => (
          <PersonAvatar key={person.id} person={person} size={16} />
        ))}
        {found.length > mostFaces && <span className={classes.more}>+{found.length - mostFaces}</span>}
      </div>
    </Hint>
  )
}
