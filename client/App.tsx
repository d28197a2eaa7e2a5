import { MantineProvider } from '@mantine/core'
import { useNotifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type FunctionComponent, lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { BrowserRouter } from 'react-router'
import { Doors } from './Doors.tsx'
import { useCluster } from './members/people.store.ts'
import { queryClient } from './platform/queryClient.ts'
import { useAsk } from './platform/useAsk.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { usePreviewColour } from './ui/preview.store.ts'
import { styleNonce } from './ui/styleNonce.ts'
import { cssVariables, themeOf } from './ui/theme.ts'

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Lit />
    </QueryClientProvider>
  )
}

const Nothing: FunctionComponent = () => null
const Notices = lazy<FunctionComponent>(() =>
  import('./ui/Notices.tsx').then(
    (module) => ({ default: module.Notices }),
    // Cut off before it could be fetched: the page itself goes on.
    () => ({ default: Nothing }),
  ),
)

/** What shows a notice is fetched for the first of them. */
function NoticesIfAny() {
  const { notifications, queue } = useNotifications()
  const [isWanted, setWanted] = useState(false)
  const isAny = notifications.length + queue.length > 0
  useEffect(() => {
    if (isAny) setWanted(true)
  }, [isAny])
  return <Suspense>{isWanted && <Notices />}</Suspense>
}

/** All of the house in the cluster's colour. */
function Lit() {
  const colour = useColour()
  const theme = useMemo(() => themeOf(colour), [colour])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <NoticesIfAny />
      <ErrorBoundary>
        <BrowserRouter>
          <Doors />
        </BrowserRouter>
      </ErrorBoundary>
    </MantineProvider>
  )
}

const storageKey = 'chandelier.colour'

/** Remembered on the device, so that the first paint of the next visit is already in it. */
function useColour(): string | null {
  const { data: front } = useAsk('cluster.front', {})
  const known = useCluster()?.colour ?? front?.cluster?.colour
  const preview = usePreviewColour(({ colour }) => colour)
  useEffect(() => {
    if (known) localStorage.setItem(storageKey, known)
  }, [known])
  return preview ?? known ?? localStorage.getItem(storageKey)
}
