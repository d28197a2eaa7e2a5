import { UnstyledButton } from '@mantine/core'
import { CircleCheck, CloudOff, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import classes from './ConnectionBanner.module.css'
import { type ConnectionState, useConnection } from './connection.store.ts'
import { connection } from './connection.ts'

/** A hiccup shorter than this is nobody's concern. */
const patienceMs = 1200
const saidForMs = 3000
const dayMs = 86_400_000

/** What is true of the connection, when it is not simply there. */
export function ConnectionBanner() {
  const { t, relative, time } = useText()
  const { state, waiting, hasBeenOnline, keptAt } = useConnection()
  const said = useSaid(state)
  const sinceText = (ms: number) => (Date.now() - ms < dayMs ? time(ms) : relative(ms))
  const offlineText = () =>
    keptAt ? t('connection.offlineKept', { moment: sinceText(keptAt) }) : t('connection.offline')
  if (said === 'nothing') return <div role="status" className={classes.place} />
  const words = {
    connecting: t(hasBeenOnline ? 'connection.reconnecting' : 'connection.connecting'),
    offline: waiting > 0 ? t('connection.offlineWaiting', { count: waiting }) : offlineText(),
    back: waiting > 0 ? t('connection.backSending', { count: waiting }) : t('connection.back'),
  }[said]
  const Icon = { connecting: RefreshCw, offline: CloudOff, back: CircleCheck }[said]
  return (
    <div role="status" className={classes.place}>
      <div className={classes.banner} data-state={said}>
        <Icon size={15} aria-hidden />
        <span>{words}</span>
        {said === 'offline' && (
          <UnstyledButton className={classes.now} onClick={() => connection.open()}>
            {t('connection.tryNow')}
          </UnstyledButton>
        )}
      </div>
    </div>
  )
}

/** What to say: nothing at once, "back" only after having said that it was gone. */
function useSaid(state: ConnectionState['state']): 'nothing' | 'connecting' | 'offline' | 'back' {
  const [said, setSaid] = useState<'nothing' | 'connecting' | 'offline' | 'back'>('nothing')
  useEffect(() => {
    if (state === 'online') {
      setSaid((was) => (was === 'nothing' ? 'nothing' : 'back'))
      const timer = setTimeout(() => setSaid('nothing'), saidForMs)
      return () => clearTimeout(timer)
    }
    if (state === 'offline') return setSaid('offline')
    const timer = setTimeout(() => setSaid((was) => (was === 'offline' ? was : 'connecting')), patienceMs)
    return () => clearTimeout(timer)
  }, [state])
  return said
}
