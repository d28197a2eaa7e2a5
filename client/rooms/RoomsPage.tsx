import { Box, VisuallyHidden } from '@mantine/core'
import { MessagesSquare } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { usePageTitle } from '#client/ui/title.store.ts'
import { RoomList } from './RoomList.tsx'
import { useRooms } from './rooms.store.ts'

/** Nothing chosen yet: on a phone the list itself, elsewhere a word on what to do. */
export function RoomsPage() {
  const { t } = useText()
  const { open, state } = useRooms()
  usePageTitle(t('rooms.lounges'))
  const isEmpty = state === 'ready' && open.length === 0
  return (
    <>
      <VisuallyHidden component="h1">{t('rooms.lounges')}</VisuallyHidden>
      <Box hiddenFrom="sm" pt="xs">
        <RoomList />
      </Box>
      <Box visibleFrom="sm" pt="12vh">
        <EmptyState
          icon={MessagesSquare}
          title={t(isEmpty ? 'rooms.none' : 'rooms.choose')}
          hint={t(isEmpty ? 'rooms.none.hint' : 'rooms.choose.hint')}
        />
      </Box>
    </>
  )
}
