import { Button, Portal, Text } from '@mantine/core'
import { CloudOff } from 'lucide-react'
import { type ComponentType, type LazyExoticComponent, lazy, useEffect } from 'react'
import { create } from 'zustand'
import { useText } from '#client/i18n.ts'
import { useConnection } from '#client/platform/connection.store.ts'
import { EmptyState } from './EmptyState.tsx'
import classes from './latePart.module.css'

interface MissingProps {
  /** A connection is back, but this browser remembers that the part could not be fetched: only a reload helps. */
  isStale: boolean
  onClose?(): void
}
/** What stands for a part that this device does not have. */
type Missing = ComponentType<MissingProps>

/**
 * A part that is fetched when it is first shown. What cannot be fetched for want of a connection says so, where somebody
 * has opened it (`onClose`), and comes once there is one. What fails in spite of a connection is broken.
 */
export const latePart = <Props extends object>(fetchPart: () => Promise<ComponentType<Props>>) =>
  fetchedLate(fetchPart, MissingPart)

/** As `latePart`, for a whole page. */
export const latePage = (fetchPage: () => Promise<ComponentType>) => fetchedLate(fetchPage, MissingPage)

function fetchedLate<Props extends object>(fetchIt: () => Promise<ComponentType<Props>>, Missing: Missing) {
  const held = create(() => ({ Part: attempt(false) }))

  // React keeps the failure of a lazy component for good: whoever tries again needs a new one.
  function attempt(wasCut: boolean): LazyExoticComponent<ComponentType<Props>> {
    let isStale = false
    const Part = lazy(() =>
      fetchIt().then(
        (found) => ({ default: found }),
        (cause: unknown) => {
          const isConnected = hasConnection()
          if (isConnected && !wasCut) throw cause
          // Chromium never again fetches a module that it once failed to fetch (whatwg/html#6768).
          isStale = isConnected
          return { default: NotYet }
        },
      ),
    )
    const renew = () => held.getState().Part === Part && held.setState({ Part: attempt(true) })

    function NotYet({ onClose }: Props & { onClose?(): void }) {
      const isOnline = useConnection(({ state }) => state === 'online')
      useEffect(() => {
        if (isOnline && !isStale) renew()
      }, [isOnline])
      if (!onClose) return <Missing isStale={isStale} />
      const close = () => {
        onClose()
        renew()
      }
      return <Missing isStale={isStale} onClose={close} />
    }
    return Part
  }
  return function Late(props: Props) {
    const { Part } = held()
    return <Part {...props} />
  }
}

const hasConnection = () => navigator.onLine && useConnection.getState().state === 'online'

function MissingPart({ isStale, onClose }: MissingProps) {
  const { t } = useText()
  if (!onClose) return null
  return (
    <Portal>
      <div className={classes.missing} role="alert">
        <CloudOff size={20} aria-hidden />
        <div>
          <Text size="sm" fw={600}>
            {t('platform.notKept')}
          </Text>
          <Text size="sm" c="dimmed">
            {t(isStale ? 'platform.notKept.reload' : 'platform.notKept.hint')}
          </Text>
        </div>
        {isStale && (
          <Button size="compact-sm" onClick={() => location.reload()}>
            {t('platform.reload')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('platform.close')}
        </Button>
      </div>
    </Portal>
  )
}

/** There is nothing else on the page that a reload could disturb. */
function MissingPage({ isStale }: MissingProps) {
  const { t } = useText()
  useEffect(() => {
    if (isStale) location.reload()
  }, [isStale])
  return (
    <div role="alert">
      <EmptyState icon={CloudOff} title={t('platform.notKept')} hint={t('platform.notKept.hint')} isPage />
    </div>
  )
}
