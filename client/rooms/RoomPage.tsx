import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { DoorClosed } from 'lucide-react'
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { InSlices } from '#client/ui/InSlices.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { usePageTitle } from '#client/ui/title.store.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { can } from '#shared/permissions.ts'
import type { Message } from '#shared/rooms/message.shape.ts'
import type { OfRoom } from '#shared/rooms/room.ts'
import { Composer, ComposerClosed, EditComposer, useMayWrite } from './Composer.tsx'
import { MessagesSkeleton } from './ListStart.tsx'
import { lateParts } from './lateParts.ts'
import { type ListControl, useListControl } from './listControl.ts'
import { MessageList } from './MessageList.tsx'
import { fromMarkup } from './mentions.ts'
import { RoomHeader } from './RoomHeader.tsx'
import classes from './RoomPage.module.css'
import { RoomStrips } from './RoomStrips.tsx'
import { focusComposer, type RoomTalk, RoomTalkProvider, useRoomTalk } from './roomContext.ts'
import { readRooms, useRoomsState } from './rooms.store.ts'
import { findMessages, useHeldRoom, useOfRoom } from './roomView.ts'
import { TypingLine } from './TypingLine.tsx'
import { useDraft } from './useDraft.ts'

const Farewell = latePart(async () => (await lateParts.farewell()).Farewell)

/** One room, live: `/rooms/:room`, with `?message=` at a message of it. */
export function RoomPage() {
  const { room = '' } = useParams()
  // The cluster's own room holds no talk: what it has to tell is its record.
  if (room === clusterRoom) return <Navigate to={`/rooms/${clusterRoom}/record`} replace />
  return <HeldRoom key={room} room={room} />
}

function HeldRoom({ room }: { room: string }) {
  const ofRoom = useOfRoom(room)
  const phase = useRoomState(room, (state) => state.phase)
  const isKnown = useRoomState(room, (state) => state.epoch > 0)
  const state = useRoomsState((rooms) => rooms.state)
  const refusal = useRoomsState((rooms) => rooms.refusal)
  useHeldRoom(room)
  if (phase === 'gone') return <Gone room={room} />
  if (state === 'failed' && refusal) return <ErrorState refusal={refusal} onRetry={() => void readRooms()} />
  if (!isKnown || !ofRoom || state === 'loading') return <MessagesSkeleton />
  return (
    <InSlices meanwhile={<MessagesSkeleton />}>
      <OpenRoom room={room} ofRoom={ofRoom} />
    </InSlices>
  )
}

function Gone({ room }: { room: string }) {
  const { t } = useText()
  const navigate = useNavigate()
  return (
    <EmptyState icon={DoorClosed} title={t('rooms.gone')} hint={t('rooms.gone.hint')}>
      <Suspense>
        <Farewell room={room} />
      </Suspense>
      <Button onClick={() => navigate('/rooms')}>{t('rooms.toList')}</Button>
    </EmptyState>
  )
}

function OpenRoom({ room, ofRoom }: { room: string; ofRoom: OfRoom }) {
  const { bi } = useText()
  const { actor, person } = useMe()
  const control = useListControl(room)
  const hand = useDraft({ person: person.id, room })
  const [editing, setEditing] = useState<Message | null>(null)
  usePageTitle(bi(ofRoom.room.title))
  useLinkedMessage(room, control)

  const { change, newest } = hand
  const { goTo } = control
  const talk = useMemo<RoomTalk>(
    () => ({
      room,
      ofRoom,
      actor,
      me: person.id,
      goTo: (message) => void goTo(message),
      answer(message) {
        setEditing(null)
        change({ ...newest(), replyTo: message.id })
        focusComposer()
      },
      edit: setEditing,
      rewrite(text, replyTo) {
        const written = fromMarkup(text)
        // Whoever asked may have waited for the hub, while somebody went on writing.
        const draft = newest()
        setEditing(null)
        change({
          text: [draft.text, written.draft].filter(Boolean).join('\n'),
          named: [...draft.named, ...written.named],
          replyTo,
        })
        focusComposer()
      },
    }),
    [room, ofRoom, actor, person.id, goTo, change, newest],
  )
  const endEdit = useCallback(() => {
    setEditing(null)
    focusComposer()
  }, [])
  function editLast() {
    const last = control.rows.current.findLast(
      ({ message }) => message?.author === person.id && !message.erased,
    )?.message
    if (last && can(actor, 'message.edit', { ...ofRoom, message: last })) setEditing(last)
  }

  return (
    <RoomTalkProvider value={talk}>
      <div className={classes.room}>
        <RoomHeader />
        <MessageList control={control} />
        <TypingLine room={room} me={person.id} />
        <RoomStrips />
        <Writing editing={editing} onEndEdit={endEdit} composer={<Composer hand={hand} onUp={editLast} />} />
      </div>
    </RoomTalkProvider>
  )
}

function Writing({
  editing,
  onEndEdit,
  composer,
}: {
  editing: Message | null
  onEndEdit(): void
  composer: React.ReactNode
}) {
  const { ofRoom } = useRoomTalk()
  const mayWrite = useMayWrite()
  const isOpen = ofRoom.room.state === 'open'
  if (!mayWrite) return <ComposerClosed />
  if (editing && isOpen) return <EditComposer key={editing.id} message={editing} onClose={onEndEdit} />
  return composer
}

/** A link to a message opens the room at it, once, or says why it cannot. */
function useLinkedMessage(room: string, { goTo }: ListControl) {
  const [search, setSearch] = useSearchParams()
  const { t } = useText()
  const id = search.get('message')
  useEffect(() => {
    if (!id) return
    setSearch({}, { replace: true })
    void findMessages(room, [id]).then(([found]) => {
      if (found) return goTo(found)
      notifications.show({ message: t(navigator.onLine ? 'rooms.link.gone' : 'rooms.link.offline') })
    })
  }, [id, room, goTo, setSearch, t])
}
