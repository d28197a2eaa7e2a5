import './ballot.texts.ts'
import './decisions.texts.ts'
import './secret.texts.ts'
import { Button, Text } from '@mantine/core'
import { Check, Download, Send, Vote } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { saveAs } from '#client/platform/sheets.ts'
import { CopyField } from '#client/ui/CopyField.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { faultOfBallot } from '#shared/decisions/decision.ts'
import type { SecretReceipt } from '#shared/decisions/secret.contract.ts'
import { sentence } from '#shared/refusals.ts'
import { BallotForm } from './BallotForm.tsx'
import { BallotFrame } from './BallotFrame.tsx'
import classes from './Decision.module.css'
import { SealedCheck } from './SealedCheck.tsx'
import { type SecretVoting, useSecretVote } from './secretVote.store.ts'
import type { Mine, Seen } from './useDecision.ts'
import { useSeatName } from './useSeatName.ts'

type OwnSeat = Mine['seats'][number]

/** A ballot that has been given away and not been answered: its voter is told what becomes of it, also after the close. */
const isUnsettled: Partial<Record<SecretVoting['phase'], true>> = {
  waiting: true,
  casting: true,
  retrying: true,
  failed: true,
}

/** One's own part in a secret vote: the ballot, its way, the receipt; for each seat that one votes for. */
export function SecretPart({ seen }: { seen: Seen }) {
  const { t } = useText()
  const { decision, mine } = seen
  if (!mine || decision.key === null) return null
  const isOpen = decision.state === 'open'
  if (mine.barred) return isOpen && <p className={classes.quiet}>{t(`decisions.barred.${mine.barred}`)}</p>
  if (mine.seats.length === 0) return isOpen && <p className={classes.quiet}>{t('decisions.notOnRoll')}</p>
  return mine.seats.map((seat) => (
    <SecretSeat key={seat.seat} seen={seen} seat={seat} isOnly={mine.seats.length === 1} />
  ))
}

function SecretSeat({ seen: { room, decision }, seat, isOnly }: { seen: Seen; seat: OwnSeat; isOnly: boolean }) {
  const nameOf = useSeatName()
  const me = useMe().person.id
  const isOpen = decision.state === 'open'
  const voting = useSecretVote(
    {
      room,
      decision: decision.id,
      round: decision.round,
      seat: seat.seat,
      key: decision.key ?? '',
      delaySeconds: decision.castDelaySeconds,
    },
    // What others may vote for as well, nobody takes a token for in advance.
    { prepares: isOpen && seat.seat === me },
  )
  return (
    <div className={classes.seat}>
      {!isOnly && <Text fw={600}>{nameOf(seat.seat)}</Text>}
      {(isOpen || isUnsettled[voting.phase]) && <Casting decision={decision} seat={seat.seat} voting={voting} />}
      {voting.receipt && <Receipt room={room} decision={decision} receipt={voting.receipt} />}
    </div>
  )
}

function Casting({ decision, seat, voting }: { decision: Decision; seat: string; voting: SecretVoting }) {
  const { t, say } = useText()
  const [isVoting, setVoting] = useState(false)
  const { phase, refusal } = voting
  if (phase === 'unsupported') return <p className={classes.quiet}>{t('decisions.secret.unsupported')}</p>
  if (phase === 'done') {
    return (
      <span className={classes.voted} role="status">
        <Check size={16} aria-hidden />
        {t('decisions.secret.done')}
      </span>
    )
  }
  if (phase === 'failed') {
    const isUnread = refusal?.code === 'invalid_input'
    return (
      <div className={classes.deeds} role="alert">
        <Text c="red">{t('decisions.secret.failed', { why: refusal ? say(refusal) : '' })}</Text>
        <Button variant="light" onClick={() => void (isUnread ? voting.takeBack() : voting.retry())}>
          {t(isUnread ? 'decisions.secret.takeBack' : 'decisions.secret.retry')}
        </Button>
      </div>
    )
  }
  if (phase === 'waiting' || phase === 'casting' || phase === 'retrying') {
    return (
      <p className={classes.way} role="status">
        <Send size={16} aria-hidden />
        {t(phase === 'retrying' ? 'decisions.secret.retrying' : 'decisions.secret.onItsWay')}
      </p>
    )
  }
  return (
    <div className={classes.deeds}>
      <Button size="md" leftSection={<Vote size={18} aria-hidden />} onClick={() => setVoting(true)}>
        {t('decisions.vote')}
      </Button>
      <span className={classes.quiet}>{t('decisions.secret.device')}</span>
      {isVoting && <SecretBallot decision={decision} seat={seat} voting={voting} onClose={() => setVoting(false)} />}
    </div>
  )
}

interface BallotProps {
  decision: Decision
  seat: string
  voting: SecretVoting
  onClose(): void
}

/** From here on the ballot is safe on this device, and goes by itself. */
function SecretBallot({ decision: present, seat, voting, onClose }: BallotProps) {
  const { language } = useText()
  const [decision] = useState(present)
  return (
    <BallotFrame decision={decision} onClose={onClose}>
      <BallotForm
        decision={decision}
        seat={seat}
        cast={null}
        asksReason={decision.noNeedsReason}
        faultOf={(ballot) => {
          const fault = faultOfBallot(decision, ballot)
          return fault === null ? null : sentence(fault, language)
        }}
        deed={{
          run: async (ballot) => {
            await voting.cast(ballot, present.closesAt)
            return true
          },
          isPending: false,
          refusal: null,
          clear: () => {},
        }}
        onDone={onClose}
      />
    </BallotFrame>
  )
}

interface ReceiptProps {
  room: string
  decision: Decision
  receipt: SecretReceipt
}

function Receipt({ room, decision, receipt }: ReceiptProps) {
  const { t } = useText()
  const { id, title, round } = decision
  const file = JSON.stringify({ decision: id, title, round, ...receipt }, null, 2)
  return (
    <div>
      <CopyField label={t('decisions.secret.receipt')} value={receipt.leaf} />
      <div className={classes.deeds}>
        <span className={classes.quiet}>{t('decisions.secret.receipt.hint')}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Download size={15} aria-hidden />}
          onClick={() => saveAs(`receipt-${id}-${round}.json`, 'application/json', file)}
        >
          {t('decisions.secret.receipt.file')}
        </Button>
      </div>
      {decision.result && <SealedCheck room={room} decision={decision} leaf={receipt.leaf} />}
    </div>
  )
}
