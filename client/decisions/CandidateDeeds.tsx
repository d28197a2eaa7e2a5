import { Button } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { usePerson } from '#client/members/people.store.ts'
import { useToldCommand } from '#client/rooms/useToldCommand.ts'
import { latePart } from '#client/ui/latePart.tsx'
import type { Nomination, Office } from '#shared/decisions/election.shape.ts'
import { maySecond, nominationLife, takesNominations } from '#shared/decisions/election.ts'
import { can } from '#shared/permissions.ts'
import { allows } from '#shared/platform/life.ts'
import classes from './Election.module.css'
import type { SeenElection } from './useElection.ts'
import { useMoment } from './useMoment.ts'

const RejectDialog = latePart(async () => (await import('./CandidateDialogs.tsx')).RejectDialog)
const WithdrawDialog = latePart(async () => (await import('./CandidateDialogs.tsx')).WithdrawDialog)

interface Props {
  seen: SeenElection
  office: Office
  nomination: Nomination
}

/** What may be done about a candidacy now, and by whom. */
function useOpenDeeds({ seen, office, nomination }: Props) {
  const { election, ofElection, actor, me } = seen
  const now = useMoment(election.state === 'nominating')
  const of = { ...ofElection, nomination }
  const allowed = (action: string) => allows(nominationLife, nomination.state, action)
  const isOpen = ofElection.room.state === 'open'
  const isTaken = isOpen && takesNominations(election, now)
  const isVetting = isOpen && election.state === 'vetting' && can(actor, 'nomination.vet', of)
  const isMoving = office.state === 'waiting' && ['nominating', 'vetting', 'voting'].includes(election.state)
  const withdraws = isMoving && allowed('withdraw') && can(actor, 'nomination.withdraw', of)
  const answers = nomination.state === 'proposed' && nomination.person === me
  return {
    second: isTaken && allowed('second') && maySecond(nomination, me) && can(actor, 'nomination.second', of),
    accept: isTaken && answers,
    decline: isMoving && answers,
    withdraw: withdraws && !answers,
    approve: isVetting && allowed('approve'),
    reject: isVetting && allowed('reject'),
  }
}

export function CandidateDeeds(props: Props) {
  const { seen, nomination } = props
  const { t, bi } = useText()
  const person = usePerson(nomination.person)
  const open = useOpenDeeds(props)
  const [dialog, setDialog] = useState<'reject' | 'withdraw' | null>(null)
  const second = useToldCommand('nomination.second')
  const accept = useToldCommand('nomination.accept')
  const decline = useToldCommand('nomination.decline')
  const vet = useToldCommand('nomination.vet')
  const at = { room: seen.room, nomination: nomination.id }
  const name = person ? bi(person.name) : ''
  const deed = (key: keyof typeof open, deed: { isPending: boolean }, onClick: () => void, isFirst = false) =>
    open[key] && (
      <Button
        key={key}
        size="compact-md"
        variant={isFirst ? 'light' : 'default'}
        loading={deed.isPending}
        aria-label={`${t(`elections.${key}`)} · ${name}`}
        onClick={onClick}
      >
        {t(`elections.${key}`)}
      </Button>
    )
  const still = { isPending: false }
  return (
    <div className={classes.deeds}>
      {deed('second', second, () => void second.run(at), true)}
      {deed('accept', accept, () => void accept.run(at), true)}
      {deed('decline', decline, () => void decline.run({ ...at, reason: '' }))}
      {deed('approve', vet, () => void vet.run({ ...at, verdict: 'approve', reason: '' }), true)}
      {deed('reject', still, () => setDialog('reject'))}
      {deed('withdraw', still, () => setDialog('withdraw'))}
      <Suspense>
        {dialog === 'reject' && <RejectDialog at={at} name={name} onClose={() => setDialog(null)} />}
        {dialog === 'withdraw' && <WithdrawDialog at={at} onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  )
}
