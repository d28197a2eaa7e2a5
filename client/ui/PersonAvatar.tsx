import { type CSSProperties, memo, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useDataSaver } from '#client/platform/dataSaver.store.ts'
import type { Lamp } from '#client/platform/presence.store.ts'
import type { Person } from '#shared/members/person.shape.ts'
import classes from './PersonAvatar.module.css'

interface Props {
  person: Pick<Person, 'id' | 'name' | 'avatar'>
  /** Pixels across. */
  size?: number
  /** The lamp at the edge; left out where presence does not matter. */
  lamp?: Lamp | undefined
}

/** In a smaller circle two characters are a blot. */
const legibleFrom = 22

/** A person's initials on a colour of their own. The name stands beside it, so only the lamp speaks. */
export const PersonAvatar = memo(function PersonAvatar({ person, size = 38, lamp }: Props) {
  const { t, bi } = useText()
  const isSmall = size < legibleFrom
  const name = bi(person.name)
  // Hundreds stand on one page, so it is no component of the kit: those cost a millisecond each on a phone.
  const [missing, setMissing] = useState<Person['avatar']>(null)
  const savesData = useDataSaver(({ isOn }) => isOn)
  return (
    <span className={classes.frame} data-is-small={isSmall || undefined}>
      <span className={classes.face} aria-hidden style={lookOf(person.id, size)}>
        {person.avatar && person.avatar !== missing && !savesData ? (
          <img src={`/api${person.avatar}`} alt="" onError={() => setMissing(person.avatar)} />
        ) : isSmall ? (
          initialOf(name)
        ) : (
          initialsOf(name)
        )}
      </span>
      {lamp && <span className={classes.lamp} data-lamp={lamp} role="img" aria-label={t(`platform.lamp.${lamp}`)} />}
    </span>
  )
})

const lookOf = (id: string, size: number) => ({ '--size': `${size}px`, '--hue': hueOf(id) }) as CSSProperties

/** Han names are known by their given name, the last two characters; others by the first letters of their parts. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s·・]+/).filter(Boolean)
  const [only = ''] = parts
  if (parts.length < 2 && /^\p{Script=Han}+$/u.test(only)) return [...only].slice(-2).join('')
  return [only, parts.length > 1 ? (parts.at(-1) ?? '') : '']
    .map((part) => [...part][0] ?? '')
    .join('')
    .toUpperCase()
}

/** Where there is room for one only: the last Han character, or the first letter. */
export function initialOf(name: string): string {
  const initials = [...initialsOf(name)]
  return (/\p{Script=Han}/u.test(name) ? initials.at(-1) : initials[0]) ?? ''
}

/** Any id, always the same hue, in degrees; neighbours in the list differ. */
export function hueOf(id: string): number {
  let hash = 0
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0
  return (hash * 137) % 360
}
