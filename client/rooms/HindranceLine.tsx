import './moderation.texts.ts'
import { Hourglass, Lock, MicOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import type { Hindrance } from '#shared/rooms/moderation.ts'
import classes from './moderation.module.css'

const icons = { muted: MicOff, locked: Lock, slow: Hourglass, busy: Hourglass }

/** Above the field: what keeps one from writing, until when, who set it and why. What is written stays. */
export function HindranceLine({ hindrance }: { hindrance: Hindrance }) {
  const { t, bi } = useText()
  const { kind, by, reason } = hindrance
  const person = usePerson(by)
  const until = useUntil(hindrance.until)
  const Icon = icons[kind]
  const name = person ? bi(person.name) : t('rooms.formerMember')
  return (
    <div className={classes.line} data-kind={kind}>
      <Icon size={16} aria-hidden />
      <div>
        <p role={kind === 'slow' || kind === 'busy' ? 'timer' : 'status'} className={classes.what}>
          {t(`rooms.hindrance.${kind}`, { name, until })}
        </p>
        {reason && <p className={classes.why}>{t('rooms.reasonGiven', { reason })}</p>}
      </div>
    </div>
  )
}

/** The end as it is said: seconds while they can be counted, then the time, and the day where it is another. */
function useUntil(until: number | null): string {
  const { t, time, date } = useText()
  const [now, setNow] = useState(serverNow)
  const isNear = until !== null && until - now < 120_000
  useEffect(() => {
    if (until === null) return
    const timer = setInterval(() => setNow(serverNow()), isNear ? 1000 : 30_000)
    return () => clearInterval(timer)
  }, [until, isNear])
  if (until === null) return ''
  if (isNear) return t('rooms.seconds', { count: Math.max(1, Math.ceil((until - now) / 1000)) })
  return date(until) === date(now) ? time(until) : `${date(until)} ${time(until)}`
}
