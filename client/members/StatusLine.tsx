import './status.texts.ts'
import { Text } from '@mantine/core'
import { MessageCircle } from 'lucide-react'
import { usePlace, useText } from '#client/i18n.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { Hint } from '#client/ui/Hint.tsx'
import type { Status } from '#shared/members/status.shape.ts'
import classes from './StatusLine.module.css'
import { endOf, endText } from './statusEnds.ts'
import { useStatus } from './statuses.store.ts'

/** What somebody says of their whereabouts, and until when; nothing where they say nothing. */
export function StatusLine({ person }: { person: string }) {
  const { emoji, text, until } = useStatusWords(person) ?? {}
  if (!emoji && !text) return null
  return (
    <Text component="span" size="sm" className={classes.line}>
      {emoji && <span className={classes.mark}>{emoji}</span>}
      <bdi>{text}</bdi>
      {until && <span className={classes.until}>{until}</span>}
    </Text>
  )
}

/** The same beside a name, where there is no room for words. */
export function StatusMark({ person }: { person: string }) {
  const said = useStatusWords(person)
  if (!said) return null
  const label = [said.text || said.emoji, said.until].filter(Boolean).join(' · ')
  return (
    <Hint label={label} width={300}>
      <span role="img" aria-label={label} className={classes.mark}>
        {said.emoji ?? <MessageCircle size={13} aria-hidden />}
      </span>
    </Hint>
  )
}

function useStatusWords(person: string): (Pick<Status, 'emoji' | 'text'> & { until: string }) | null {
  const { t, language } = useText()
  const timeZone = usePlace((place) => place.timeZone)
  const status = useStatus(person)
  if (!status) return null
  const { emoji, text, until } = status
  if (until === null) return { emoji, text, until: '' }
  const isTonight = until === endOf('today', serverNow(), timeZone)
  const time = isTonight ? t('members.status.tonight') : endText(until, { now: serverNow(), language, timeZone })
  return { emoji, text, until: t('members.status.until', { time }) }
}
