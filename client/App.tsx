import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo } from 'react'
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

// Nothing is to be told before the first page stands.
const Notices = lazy(() => import('./ui/Notices.tsx').then((module) => ({ default: module.Notices })))

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
      <Suspense>
        <Notices />
      </Suspense>
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
