import { ActionIcon, Collapse, Text, UnstyledButton } from '@mantine/core'
import { ChevronRight, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useActor } from '#client/members/me.store.ts'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Hint } from '#client/ui/Hint.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { can } from '#shared/permissions.ts'
import { lateParts, opens } from './lateParts.ts'
import { RoomCard } from './RoomCard.tsx'
import classes from './RoomList.module.css'
import type { BoardRoom } from './roomBoard.ts'
import { readRooms, useRooms } from './rooms.store.ts'

const LoungeDialog = latePart(async () => (await lateParts.lounge()).LoungeDialog)

/** The rooms that one may enter, with what is unread; beside every page. */
export function RoomList() {
  const { t } = useText()
  const { open, backstage, archived, state, refusal, readAgain } = useRooms()
  return (
    <section className={classes.list} aria-label={t('rooms.lounges')}>
      <div className={classes.head}>
        <Text size="xs" fw={650} c="dimmed">
          {t('rooms.lounges')}
        </Text>
        <NewLounge />
      </div>
      {state === 'loading' && (
        <div className={classes.note}>
          <ListSkeleton rows={5} />
        </div>
      )}
      {state === 'failed' && refusal && <ErrorState refusal={refusal} onRetry={() => void readAgain()} />}
      {state === 'ready' && open.length === 0 && (
        <Text size="sm" c="dimmed" className={classes.note}>
          {t('rooms.none.hint')}
        </Text>
      )}
      <Rooms rooms={open} />
      <Folded title={t('rooms.backstageCount', { count: backstage.length })} rooms={backstage} />
      <Folded title={t('rooms.archivedCount', { count: archived.length })} rooms={archived} />
    </section>
  )
}

/** Rooms seldom needed, behind their title. */
function Folded({ title, rooms }: { title: string; rooms: readonly BoardRoom[] }) {
  const [isOpen, setOpen] = useState(false)
  if (rooms.length === 0) return null
  return (
    <>
      <UnstyledButton className={classes.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ChevronRight size={14} aria-hidden />
        {title}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Rooms rooms={rooms} />
      </Collapse>
    </>
  )
}

function Rooms({ rooms }: { rooms: readonly BoardRoom[] }) {
  return (
    <ul className={classes.rooms}>
      {rooms.map((listed) => (
        <li key={listed.room.id}>
          <RoomCard listed={listed} />
        </li>
      ))}
    </ul>
  )
}

/** For those who preside. */
export function NewLounge() {
  const { t } = useText()
  const actor = useActor()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  if (!can(actor, 'lounge.open', {})) return null
  return (
    <>
      <Hint label={t('rooms.newLounge')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('rooms.newLounge')}
          onClick={() => setOpen(true)}
          {...opens('lounge')}
        >
          <Plus size={17} aria-hidden />
        </ActionIcon>
      </Hint>
      {isOpen && (
        <Suspense>
          <LoungeDialog
            onClose={() => setOpen(false)}
            onDone={(room, seq) => {
              setOpen(false)
              void readRooms(`${room}:${seq}`).then(() => navigate(`/rooms/${room}`))
            }}
          />
        </Suspense>
      )}
    </>
  )
}
