import './decisions.texts.ts'
import './draft.texts.ts'
import './pages.texts.ts'
import { Button, Stack } from '@mantine/core'
import { Plus, Vote } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useRoomState } from '#client/platform/rooms.ts'
import { thingsOf } from '#client/platform/things.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useOfRoom } from '#client/rooms/roomView.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { can } from '#shared/permissions.ts'
import classes from './Decision.module.css'
import { DecisionActs } from './DecisionActs.tsx'
import { DecisionHead } from './DecisionHead.tsx'
import { useHeld } from './useHeld.ts'

const DecisionDialog = latePart(async () => (await import('./DecisionDialog.tsx')).DecisionDialog)
const pageLength = 30

/** What a room has decided, is deciding, or has drafted: `/rooms/:room/decisions`. */
export function DecisionsPage() {
  const { room = '' } = useParams()
  const { t, bi } = useText()
  const { actor } = useMe()
  const ofRoom = useOfRoom(room)
  const [limit, setLimit] = useState(pageLength)
  const [isDrafting, setDrafting] = useState(false)
  useHeld(room)
  const { data, error, refetch } = useAsk('decisions.list', { room, limit }, { keepsPrevious: true })
  const newest = useNewest(room)
  useEffect(() => {
    if (newest > 0) void refetch()
  }, [newest, refetch])
  const mayDraft = ofRoom !== null && ofRoom.room.state === 'open' && can(actor, 'decision.draft', ofRoom)
  const shown = data?.decisions.filter(({ state }) => state !== 'discarded')
  const draft = mayDraft && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setDrafting(true)}>
      {t('decisions.draft.new')}
    </Button>
  )
  return (
    <Page
      title={t('decisions.list.title')}
      back={{ to: `/rooms/${room}`, label: t('decisions.list.toRoom') }}
      {...(ofRoom ? { description: bi(ofRoom.room.title) } : {})}
      actions={shown?.length === 0 ? null : draft}
    >
      {!data && !error && <ListSkeleton rows={4} />}
      {error && !data && <ErrorState refusal={error} onRetry={() => void refetch()} />}
      {shown?.length === 0 && (
        <EmptyState icon={Vote} title={t('decisions.list.none')} hint={t('decisions.list.none.hint')}>
          {draft}
        </EmptyState>
      )}
      <Stack component="ul" className={classes.bars} gap="sm">
        {shown?.map((decision) => (
          <li key={decision.id}>
            <DecisionRow room={room} decision={decision} />
          </li>
        ))}
      </Stack>
      {data?.hasMore && limit < 100 && (
        <Button variant="default" onClick={() => setLimit(100)}>
          {t('decisions.list.more')}
        </Button>
      )}
      <Suspense>{isDrafting && <DecisionDialog room={room} onClose={() => setDrafting(false)} />}</Suspense>
    </Page>
  )
}

/** Whatever is drafted, opened or closed in the room makes the list read again. */
const useNewest = (room: string) =>
  useRoomState(room, ({ things }) =>
    Math.max(0, ...Array.from(thingsOf(things, 'decision').values(), ({ version }) => version)),
  )

function DecisionRow({ room, decision }: { room: string; decision: Decision }) {
  return (
    <div className={classes.card} data-is-wide>
      <div className={classes.head}>
        <DecisionHead decision={decision} />
        <DecisionActs room={room} decision={decision} />
      </div>
      <h2 className={classes.title}>
        <Link to={`/rooms/${room}/decisions/${decision.id}`}>{decision.title}</Link>
      </h2>
    </div>
  )
}
