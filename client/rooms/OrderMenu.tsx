import './moderation.texts.ts'
import { ActionIcon } from '@mantine/core'
import { Gavel } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { LatePopup } from '#client/ui/LatePopup.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { can } from '#shared/permissions.ts'
import { lateParts } from './lateParts.ts'
import { useRoomTalk } from './roomContext.ts'

const OrderMenuItems = latePart(async () => (await lateParts.orderMenu()).OrderMenuItems)
const ConfirmWithReason = latePart(async () => (await lateParts.reason()).ConfirmWithReason)
const RetentionDialog = latePart(async () => (await lateParts.retention()).RetentionDialog)
const RulesDialog = latePart(async () => (await lateParts.rules()).RulesDialog)

export type OrderDialog = 'rules' | 'lock' | 'unlock' | 'retention'

/** For those who run the room: what keeps it in order. */
export function OrderMenu() {
  const { t, bi } = useText()
  const { room: id, ofRoom, actor } = useRoomTalk()
  const { room } = ofRoom
  const lock = useCommand('room.lock')
  const unlock = useCommand('room.unlock')
  const [open, setOpen] = useState<OrderDialog | null>(null)
  const mayRule = room.kind === 'lounge' && room.state === 'open' && can(actor, 'room.rule', ofRoom)
  if (!mayRule) return null
  const button = (
    <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('rooms.order')}>
      <Gavel size={18} aria-hidden />
    </ActionIcon>
  )
  return (
    <>
      <LatePopup button={button} kind="menu" fetchPart={lateParts.orderMenu}>
        {(framed) => <OrderMenuItems {...framed} onOpen={setOpen} />}
      </LatePopup>
      <Suspense>
        {open === 'rules' && <RulesDialog room={room} onClose={() => setOpen(null)} />}
        {open === 'retention' && <RetentionDialog room={room} onClose={() => setOpen(null)} />}
        {open === 'unlock' && (
          <ConfirmWithReason
            title={t('rooms.unlock.title', { title: bi(room.title) })}
            body={t('rooms.unlock.body')}
            action={t('rooms.unlock')}
            deed={{ ...unlock, run: (reason) => unlock.run({ room: id, reason }) }}
            onClose={() => setOpen(null)}
            onDone={() => setOpen(null)}
          />
        )}
        {open === 'lock' && (
          <ConfirmWithReason
            title={t('rooms.lock.title', { title: bi(room.title) })}
            body={t('rooms.lock.body')}
            action={t('rooms.lock')}
            deed={{ ...lock, run: (reason) => lock.run({ room: id, reason }) }}
            onClose={() => setOpen(null)}
            onDone={() => setOpen(null)}
          />
        )}
      </Suspense>
    </>
  )
}
