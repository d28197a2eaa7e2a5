import './roomEmbeds.ts'
import { Building2, Inbox, MessagesSquare, Search, Settings, Users } from 'lucide-react'
import { Suspense, useMemo } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { can, canRead } from '#shared/permissions.ts'
import type { Actor } from '#shared/platform/actor.ts'
import { isSeated } from '#shared/rooms/room.ts'
import { useVotesOnTheirWay } from './decisions/useVotesOnTheirWay.ts'
import { useText } from './i18n.ts'
import { useMe } from './members/me.store.ts'
import { useCluster } from './members/people.store.ts'
import { UserMenu } from './members/UserMenu.tsx'
import { NoticeBell } from './notices/NoticeBell.tsx'
import { watchTouches } from './platform/away.ts'
import { ConnectionBanner } from './platform/ConnectionBanner.tsx'
import { RoomList } from './rooms/RoomList.tsx'
import { unreadOf } from './rooms/roomBoard.ts'
import { useRooms } from './rooms/rooms.store.ts'
import { SwitcherDoor } from './rooms/SwitcherDoor.tsx'
import { useKeptFiles } from './rooms/useKeptFiles.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { latePage } from './ui/latePart.tsx'
import { type Destination, Navigation } from './ui/Navigation.tsx'
import { NoPage } from './ui/NoPage.tsx'
import { Shell } from './ui/Shell.tsx'
import { PageSkeleton } from './ui/Skeletons.tsx'
import { useHouseTitle } from './ui/title.store.ts'

watchTouches()

const fetchRoomPage = () => import('./rooms/RoomPage.tsx')
const RoomsPage = latePage(() => import('./rooms/RoomsPage.tsx').then((page) => page.RoomsPage))
const RoomPage = latePage(() => fetchRoomPage().then((page) => page.RoomPage))
const DecisionsPage = latePage(() => import('./decisions/DecisionsPage.tsx').then((page) => page.DecisionsPage))
const ElectionsPage = latePage(() => import('./decisions/ElectionsPage.tsx').then((page) => page.ElectionsPage))
const ElectionPage = latePage(() => import('./decisions/ElectionPage.tsx').then((page) => page.ElectionPage))
const CandidatePage = latePage(() => import('./decisions/CandidatePage.tsx').then((page) => page.CandidatePage))
const DecisionPage = latePage(() => import('./decisions/DecisionPage.tsx').then((page) => page.DecisionPage))
const RecordPage = latePage(() => import('./rooms/RecordPage.tsx').then((page) => page.RecordPage))
const SearchPage = latePage(() => import('./rooms/SearchPage.tsx').then((page) => page.SearchPage))
const PeoplePage = latePage(() => import('./members/PeoplePage.tsx').then((page) => page.PeoplePage))
const OrganisationsPage = latePage(() =>
  import('./members/OrganisationsPage.tsx').then((page) => page.OrganisationsPage),
)
const PersonRoute = latePage(() => import('./PersonRoute.tsx').then((page) => page.PersonRoute))
const OrganisationPage = latePage(() => import('./members/OrganisationPage.tsx').then((page) => page.OrganisationPage))
const ImportPage = latePage(() => import('./members/ImportPage.tsx').then((page) => page.ImportPage))
const ProfilePage = latePage(() => import('./members/ProfilePage.tsx').then((page) => page.ProfilePage))
const SecurityPage = latePage(() => import('./members/SecurityPage.tsx').then((page) => page.SecurityPage))
const TokensPage = latePage(() => import('./members/TokensPage.tsx').then((page) => page.TokensPage))
const NoticesPage = latePage(() => import('./notices/NoticesPage.tsx').then((page) => page.NoticesPage))
const NoticeSettingsPage = latePage(() =>
  import('./notices/NoticeSettingsPage.tsx').then((page) => page.NoticeSettingsPage),
)
const MailsPage = latePage(() => import('./members/MailsPage.tsx').then((page) => page.MailsPage))
const SettingsPage = latePage(() => import('./members/SettingsPage.tsx').then((page) => page.SettingsPage))

// Opened at a room, its page comes while the hub is still asked who this is. Without a connection it is asked for again.
if (/^\/rooms\/[^/]+$/.test(location.pathname)) fetchRoomPage().catch(() => {})

// The same elements each time, so that what changes in the hall does not draw them anew.
const bell = <NoticeBell />
const userMenu = <UserMenu />
const rooms = <RoomList />
const pages = <Pages />
const notice = <ConnectionBanner />

/** What a signed-in member walks through. */
export function Hall() {
  const { bi } = useText()
  const me = useMe()
  const cluster = useCluster() ?? me.cluster
  const { pathname } = useLocation()
  const unread = useUnread()
  const destinations = useDestinations(unread)
  const navigation = useMemo(() => <Navigation destinations={destinations}>{rooms}</Navigation>, [destinations])
  const switcher = useMemo(() => <SwitcherDoor destinations={destinations} />, [destinations])
  useHouseTitle(bi(cluster.name), unread)
  useKeptFiles(me.person.id)
  useVotesOnTheirWay(me.person.id)
  return (
    <Shell
      cluster={cluster}
      menu={
        <>
          {switcher}
          {bell}
          {userMenu}
        </>
      }
      notice={notice}
      navigation={navigation}
    >
      <ErrorBoundary key={pathname}>
        <Suspense fallback={<PageSkeleton />}>{pages}</Suspense>
      </ErrorBoundary>
    </Shell>
  )
}

function Pages() {
  const { actor } = useMe()
  return (
    <Routes>
      <Route path="/" element={<Navigate to="/rooms" replace />} />
      <Route path="/rooms" element={<RoomsPage />} />
      <Route path="/rooms/:room" element={<RoomPage />} />
      <Route path="/rooms/:room/record" element={<RecordPage />} />
      <Route path="/rooms/:room/decisions" element={<DecisionsPage />} />
      <Route path="/rooms/:room/decisions/:decision" element={<DecisionPage />} />
      <Route path="/rooms/:room/elections" element={<ElectionsPage />} />
      <Route path="/rooms/:room/elections/:election" element={<ElectionPage />} />
      <Route path="/rooms/:room/elections/:election/candidates/:nomination" element={<CandidatePage />} />
      <Route path="/search" element={<SearchPage />} />
      <Route path="/people" element={<PeoplePage />} />
      {can(actor, 'import.carryOut', {}) && <Route path="/people/import" element={<ImportPage />} />}
      <Route path="/people/:person" element={<PersonRoute />} />
      <Route path="/organisations/:organisation" element={<OrganisationPage />} />
      <Route path="/organisations" element={<OrganisationsPage />} />
      <Route path="/profile" element={<ProfilePage />} />
      <Route path="/notices" element={<NoticesPage />} />
      <Route path="/notices/settings" element={<NoticeSettingsPage />} />
      <Route path="/security" element={<SecurityPage />} />
      <Route path="/tokens" element={<TokensPage />} />
      {canRead(actor, 'mails.list', {}) && <Route path="/mails" element={<MailsPage />} />}
      {can(actor, 'cluster.describe', {}) && <Route path="/settings" element={<SettingsPage />} />}
      <Route path="*" element={<NoPage />} />
    </Routes>
  )
}

function useDestinations(unread: number): Destination[] {
  const { t } = useText()
  const { actor } = useMe()
  return useMemo(() => destinationsOf(t, actor, unread), [t, actor, unread])
}

function destinationsOf(t: ReturnType<typeof useText>['t'], actor: Actor, unread: number): Destination[] {
  return [
    { to: '/rooms', icon: MessagesSquare, label: t('rooms.lounges'), unread },
    { to: '/search', icon: Search, label: t('rooms.search') },
    { to: '/people', icon: Users, label: t('members.people') },
    { to: '/organisations', icon: Building2, label: t('members.organisations') },
    ...(canRead(actor, 'mails.list', {}) ? [{ to: '/mails', icon: Inbox, label: t('members.mails') }] : []),
    ...(can(actor, 'cluster.describe', {}) ? [{ to: '/settings', icon: Settings, label: t('members.settings') }] : []),
  ]
}

function useUnread(): number {
  const { open } = useRooms()
  return open.filter(isSeated).reduce((sum, room) => sum + unreadOf(room), 0)
}
