import { Center } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import type { QueryOutput } from '#shared/contract.ts'
import { Hall } from './Hall.tsx'
import { chosenLanguage, usePlace } from './i18n.ts'
import { findSession, useSession } from './members/me.store.ts'
import { useAsk } from './platform/useAsk.ts'
import { ErrorState } from './ui/ErrorState.tsx'
import { InSlices } from './ui/InSlices.tsx'
import { Splash } from './ui/Splash.tsx'

const FoundPage = lazy(() => import('./members/FoundPage.tsx').then((page) => ({ default: page.FoundPage })))
const SignInPage = lazy(() => import('./members/SignInPage.tsx').then((page) => ({ default: page.SignInPage })))
const ResetPage = lazy(() => import('./members/ResetPage.tsx').then((page) => ({ default: page.ResetPage })))
const InvitationPage = lazy(() =>
  import('./members/InvitationPage.tsx').then((page) => ({ default: page.InvitationPage })),
)

const UnsubscribePage = lazy(() =>
  import('./notices/UnsubscribePage.tsx').then((page) => ({ default: page.UnsubscribePage })),
)

type Front = QueryOutput<'cluster.front'>

/** Which part of the house one stands in: before it is founded, outside, or in the hall. */
export function Doors() {
  const { data: front, error, refetch } = useAsk('cluster.front', {})
  const { state, refusal } = useSession()
  useEffect(() => void findSession(), [])
  useProfile()
  const why = error ?? refusal
  const isWaiting = !front || (front.isFounded && state === 'unknown')
  if (isWaiting && why)
    return (
      <Center mih="100dvh" component="main">
        <ErrorState
          refusal={why}
          onRetry={() => {
            void refetch()
            void findSession()
          }}
        />
      </Center>
    )
  if (isWaiting) return <Splash />
  return (
    <Suspense fallback={<Splash />}>
      {front.isFounded ? state === 'member' ? <Inside front={front} /> : <Outside front={front} /> : <Founding />}
    </Suspense>
  )
}

function Founding() {
  return (
    <Routes>
      <Route path="/found" element={<FoundPage />} />
      <Route path="*" element={<Navigate to="/found" replace />} />
    </Routes>
  )
}

function Outside({ front }: { front: Front }) {
  const { pathname, search } = useLocation()
  const wanted = pathname === '/found' ? '/' : pathname + search
  return (
    <Routes>
      <Route path="/sign-in" element={<SignInPage front={front} />} />
      <Route path="/reset" element={<ResetPage cluster={front.cluster} />} />
      <Route path="/invitations/:invitation" element={<Invitation front={front} />} />
      <Route path="/unsubscribe/:token" element={<UnsubscribePage cluster={front.cluster} />} />
      <Route path="*" element={<Navigate to="/sign-in" replace state={{ wanted }} />} />
    </Routes>
  )
}

function Invitation({ front }: { front: Front }) {
  const navigate = useNavigate()
  return <InvitationPage cluster={front.cluster} onDone={() => navigate('/', { replace: true })} />
}

/** Signed in on the sign-in page, one goes on to what one had wanted. */
function Inside({ front }: { front: Front }) {
  const { pathname, state } = useLocation()
  const outside = ['/sign-in', '/found', '/reset']
  const wanted = (state as { wanted?: string } | null)?.wanted ?? '/'
  if (outside.includes(pathname)) return <Navigate to={wanted} replace />
  return (
    <Routes>
      <Route path="/invitations/:invitation" element={<Invitation front={front} />} />
      <Route path="/unsubscribe/:token" element={<UnsubscribePage cluster={front.cluster} />} />
      <Route
        path="*"
        element={
          <InSlices meanwhile={<Splash />}>
            <Hall />
          </InSlices>
        }
      />
    </Routes>
  )
}

/** The profile's language counts where this device was never set to one; its time zone always. */
function useProfile() {
  const person = useSession(({ me }) => me?.person)
  useEffect(() => {
    if (!person) return
    const place = { timeZone: person.timeZone, language: chosenLanguage() ?? person.language }
    // Said anew, the same place would draw every word anew.
    const { timeZone, language } = usePlace.getState()
    if (place.timeZone !== timeZone || place.language !== language) usePlace.setState(place)
  }, [person])
}
