import './ballot.texts.ts'
import './poll.texts.ts'
import { Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useToldCommand } from '#client/rooms/useToldCommand.ts'
import type { Ballot } from '#shared/decisions/ballot.shape.ts'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { Bars } from './Bars.tsx'
import { givenLive, keysIn } from './barsOf.ts'
import { fillingOf } from './paper.ts'
import type { Mine, Seen } from './useDecision.ts'

/** A poll that can be changed, with one thing to choose. */
function isQuick(decision: Decision): boolean {
  const { kind, state, secrecy, isChangeable, noNeedsReason } = decision
  if (kind !== 'poll' || state !== 'open' || secrecy === 'secret' || !isChangeable || noNeedsReason) return false
  return ['choice', 'single'].includes(fillingOf(decision))
}

/** The one seat that a tap in the talk may vote for; `unknown` until the hub has said which seats are one's own. */
export function quickSeat({ decision, mine }: Seen): Mine['seats'][number] | 'unknown' | null {
  if (!isQuick(decision)) return null
  if (mine === null) return 'unknown'
  const [seat, ...others] = mine.barred ? [] : mine.seats
  return seat && others.length === 0 ? seat : null
}

/** Each option is a button: a tap votes, another tap elsewhere votes otherwise. */
export function QuickBallot({ seen, seat }: { seen: Seen; seat: Mine['seats'][number] | 'unknown' }) {
  const { t } = useText()
  const { room, decision, progress, readAgain } = seen
  const cast = useToldCommand('ballot.cast')
  const tally = progress?.tally ?? null
  const isKnown = seat !== 'unknown'
  const own = keysIn(isKnown ? (seat.ballot?.content ?? null) : null)
  const bars = givenLive(decision, tally ?? {}).map(({ key, label, says, figure, share }) => ({
    key,
    label: label ?? t(`decisions.${key as 'yes' | 'no' | 'abstain'}`),
    says,
    share: tally ? share : null,
    figure: tally ? figure : '',
    isMine: own.includes(key),
  }))
  async function pick(key: string) {
    if (!isKnown) return
    const ballot = ballotFor(decision, key)
    const answer = await cast.run({ room, decision: decision.id, round: decision.round, seat: seat.seat, ballot })
    if (answer) readAgain()
  }
  return (
    <>
      <Bars bars={bars} isBusy={cast.isPending || !isKnown} onPick={(key) => void pick(key)} />
      {decision.look === 'temperature' && tally && <Mean options={decision.options} tally={tally} />}
    </>
  )
}

const ballotFor = ({ method }: Decision, key: string): Ballot =>
  method === 'yes-no'
    ? { kind: 'choice', says: key as 'yes' | 'no' | 'abstain' }
    : { kind: 'marked', marks: { [key]: 1 } }

/** The mean of the steps that were tapped, with one decimal. */
function Mean({ options, tally }: { options: Decision['options']; tally: Readonly<Record<string, number>> }) {
  const { t } = useText()
  const steps = options.map(({ id }, at) => [at + 1, tally[id] ?? 0] as const)
  const count = steps.reduce((sum, [, taps]) => sum + taps, 0)
  if (count === 0) return null
  const mean = steps.reduce((sum, [step, taps]) => sum + step * taps, 0) / count
  return (
    <Text fw={600} role="status">
      {t('decisions.temperature.mean', { mean: mean.toFixed(1), of: options.length })}
    </Text>
  )
}
