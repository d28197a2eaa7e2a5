import './ballot.texts.ts'
import './decisions.texts.ts'
import { Stack, Text, UnstyledButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { faultOfBallot, mayChange } from '#shared/decisions/decision.ts'
import { sentence } from '#shared/refusals.ts'
import ballotClasses from './Ballot.module.css'
import { BallotForm } from './BallotForm.tsx'
import { BallotFrame } from './BallotFrame.tsx'
import type { Mine, Seen } from './useDecision.ts'
import { useSeatName } from './useSeatName.ts'

type OwnSeat = Mine['seats'][number]

/** The ballot. The round that it was opened for is the round that it is cast in. */
export function BallotDialog({ seen, onClose }: { seen: Seen; onClose(): void }) {
  const { t } = useText()
  const [decision] = useState(seen.decision)
  const seats = seen.mine?.seats ?? []
  const votable = seats.filter(({ ballot }) => ballot === null || mayChange(decision))
  const [chosen, choose] = useState<string | null>(() => (votable.length === 1 ? votable[0]!.seat : null))
  const seat = seats.find((one) => one.seat === chosen)

  function done() {
    notifications.show({ color: 'green', icon: <Check size={18} />, message: t('decisions.cast.done') })
    seen.readAgain()
    if (seats.length > 1) choose(null)
    else onClose()
  }
  return (
    <BallotFrame decision={decision} onClose={onClose}>
      {seat ? (
        <OneBallot key={seat.seat} seen={{ ...seen, decision }} seat={seat} onDone={done} />
      ) : (
        <SeatChoice seats={seats} votable={votable} onChoose={choose} />
      )}
    </BallotFrame>
  )
}

function OneBallot({ seen: { room, decision }, seat, onDone }: { seen: Seen; seat: OwnSeat; onDone(): void }) {
  const { language } = useText()
  const cast = useCommand('ballot.cast')
  const { id, round } = decision
  return (
    <BallotForm
      decision={decision}
      seat={seat.seat}
      cast={seat.ballot?.content ?? null}
      asksReason={decision.noNeedsReason}
      faultOf={(ballot) => {
        const fault = faultOfBallot(decision, ballot)
        return fault === null ? null : sentence(fault, language)
      }}
      deed={{ ...cast, run: (ballot) => cast.run({ room, decision: id, round, seat: seat.seat, ballot }) }}
      onDone={onDone}
    />
  )
}

interface ChoiceProps {
  seats: readonly OwnSeat[]
  votable: readonly OwnSeat[]
  onChoose(seat: string): void
}

/** Whoever votes for several, votes for one after the other. */
function SeatChoice({ seats, votable, onChoose }: ChoiceProps) {
  const { t } = useText()
  const nameOf = useSeatName()
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('decisions.seat.choose')}</Text>
      {seats.map((seat) => (
        <UnstyledButton
          key={seat.seat}
          className={ballotClasses.row}
          disabled={!votable.includes(seat)}
          onClick={() => onChoose(seat.seat)}
        >
          <span className={ballotClasses.name}>
            {nameOf(seat.seat)}
            {seat.isByProxy && <span className={ballotClasses.detail}>{t('decisions.seat.proxy')}</span>}
          </span>
          {seat.ballot !== null && (
            <>
              <Check size={18} aria-hidden />
              {t('decisions.seat.done')}
            </>
          )}
        </UnstyledButton>
      ))}
    </Stack>
  )
}
