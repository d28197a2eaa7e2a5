import './elections.texts.ts'
import { Badge, Button, Stack } from '@mantine/core'
import { Landmark, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { useOfRoom } from '#client/rooms/roomView.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { Election } from '#shared/decisions/election.shape.ts'
import { can } from '#shared/permissions.ts'
import classes from './Decision.module.css'
import { useElections } from './useElection.ts'
import { useHeld } from './useHeld.ts'

const CallDialog = latePart(async () => (await import('./CallDialog.tsx')).CallDialog)

export const stateColours: Record<Election['state'], string> = {
  nominating: 'brand',
  vetting: 'yellow',
  voting: 'brand',
  decided: 'green',
  handedOver: 'gray',
  cancelled: 'gray',
}

/** The elections of a room: `/rooms/:room/elections`. */
export function ElectionsPage() {
  const { room = '' } = useParams()
  const { t, bi } = useText()
  const { actor } = useMe()
  const ofRoom = useOfRoom(room)
  const navigate = useNavigate()
  const [isCalling, setCalling] = useState(false)
  useHeld(room)
  const { elections, refusal, retry } = useElections(room)
  const mayCall = ofRoom?.room.state === 'open' && can(actor, 'election.call', { ...ofRoom, offices: [] })
  const call = mayCall && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setCalling(true)}>
      {t('elections.call')}
    </Button>
  )
  return (
    <Page
      title={t('elections.title')}
      back={{ to: `/rooms/${room}`, label: t('elections.toRoom') }}
      {...(ofRoom ? { description: bi(ofRoom.room.title) } : {})}
      actions={elections?.length === 0 ? null : call}
    >
      {!elections && !refusal && <ListSkeleton rows={3} />}
      {refusal && !elections && <ErrorState refusal={refusal} onRetry={retry} />}
      {elections?.length === 0 && (
        <EmptyState icon={Landmark} title={t('elections.none')} hint={t('elections.none.hint')}>
          {call}
        </EmptyState>
      )}
      <Stack component="ul" className={classes.bars} gap="sm">
        {elections?.map((election) => (
          <li key={election.id}>
            <ElectionRow room={room} election={election} />
          </li>
        ))}
      </Stack>
      <Suspense>
        {isCalling && (
          <CallDialog
            room={room}
            onClose={() => setCalling(false)}
            onDone={(election) => navigate(`/rooms/${room}/elections/${election}`)}
          />
        )}
      </Suspense>
    </Page>
  )
}

function ElectionRow({ room, election }: { room: string; election: Election }) {
  const { t, bi } = useText()
  return (
    <div className={classes.card} data-is-wide>
      <div className={classes.facts}>
        <Badge variant="light" color={stateColours[election.state]}>
          {t(`elections.state.${election.state}`)}
        </Badge>
        <span>{election.offices.map(({ title }) => bi(title)).join(' · ')}</span>
      </div>
      <h2 className={classes.title}>
        <Link to={`/rooms/${room}/elections/${election.id}`}>{bi(election.title)}</Link>
      </h2>
    </div>
  )
}
