import './acts.texts.ts'
import { ActionIcon, Button } from '@mantine/core'
import {
  Ban,
  CirclePlay,
  Dices,
  EllipsisVertical,
  type LucideIcon,
  OctagonX,
  PencilLine,
  ShieldCheck,
  TimerReset,
  Trash2,
  UserRoundX,
} from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import type { TextKey } from '#client/texts.ts'
import { LatePopup } from '#client/ui/LatePopup.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { decisionLife, tellsWhoVoted } from '#shared/decisions/decision.ts'
import { allows } from '#shared/platform/life.ts'
import { useMayDo } from './useDecision.ts'

const fetchItems = () => import('./ActItems.tsx')
const ActItems = latePart(async () => (await fetchItems()).ActItems)
const ActDialog = latePart(async () => (await import('./ActDialogs.tsx')).ActDialog)

export type Act = 'open' | 'change' | 'discard' | 'close' | 'extend' | 'throw' | 'declare' | 'void' | 'missing'

export const looks: Record<Act, [icon: LucideIcon, words: TextKey]> = {
  open: [CirclePlay, 'decisions.act.open'],
  change: [PencilLine, 'decisions.act.change'],
  discard: [Trash2, 'decisions.act.discard'],
  close: [OctagonX, 'decisions.act.close'],
  extend: [TimerReset, 'decisions.act.extend'],
  throw: [Dices, 'decisions.act.throw'],
  declare: [ShieldCheck, 'decisions.act.declare'],
  void: [Ban, 'decisions.act.void'],
  missing: [UserRoundX, 'decisions.act.missing'],
}

/** What one may do about a decision right now. A lot comes before the declaration that waits for it. */
export function useActs(room: string, decision: Decision): Act[] {
  const may = useMayDo(room, decision)
  const { state, result } = decision
  return (Object.keys(looks) as Act[]).filter((act) => {
    if (act === 'missing') return state === 'open' && tellsWhoVoted(decision) && may('decision.close')
    if (!allows(decisionLife, state, act) || !may(`decision.${act}`)) return false
    if (act === 'throw') return result?.awaits === 'dice'
    return act !== 'declare' || result?.awaits !== 'dice'
  })
}

export function useMayPublish(room: string, decision: Decision): boolean {
  return useMayDo(room, decision)('decision.publish') && decision.state === 'declared'
}

/** The next step as a button, the others in a menu; nothing that one may not do. */
export function DecisionActs({ room, decision }: { room: string; decision: Decision }) {
  const { t } = useText()
  const acts = useActs(room, decision)
  const [open, setOpen] = useState<Act | null>(null)
  const mayPublish = useMayPublish(room, decision)
  if (acts.length === 0 && !mayPublish) return null
  const button = (
    <ActionIcon variant="subtle" color="gray" aria-label={t('decisions.acts')}>
      <EllipsisVertical size={17} aria-hidden />
    </ActionIcon>
  )
  return (
    <>
      <LatePopup button={button} kind="menu" fetchPart={fetchItems}>
        {(framed) => <ActItems {...framed} room={room} decision={decision} onOpen={setOpen} />}
      </LatePopup>
      <Suspense>
        {open && <ActDialog act={open} room={room} decision={decision} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  )
}

/** The one step that the decision waits for, where it waits for oneself. */
export function NextAct({ room, decision }: { room: string; decision: Decision }) {
  const { t } = useText()
  const acts = useActs(room, decision)
  const [isOpen, setOpen] = useState(false)
  const next = (['open', 'throw', 'declare'] as const).find((act) => acts.includes(act) && decision.state !== 'void')
  if (!next || decision.kind === 'poll') return null
  const [Icon, words] = looks[next]
  return (
    <>
      <Button variant="light" leftSection={<Icon size={17} aria-hidden />} onClick={() => setOpen(true)}>
        {t(words)}
      </Button>
      <Suspense>
        {isOpen && <ActDialog act={next} room={room} decision={decision} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}
