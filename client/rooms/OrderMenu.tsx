import './moderation.texts.ts'
import './retention.texts.ts'
import { ActionIcon, Menu } from '@mantine/core'
import { Gavel, Hourglass, LockKeyhole, LockKeyholeOpen, ScrollText, SlidersHorizontal } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { latePart } from '#client/ui/latePart.tsx'
import { can } from '#shared/permissions.ts'
import { fetchSoon, lateParts } from './lateParts.ts'
import { useRoomTalk } from './roomContext.ts'

const ConfirmWithReason = latePart(async () => (await lateParts.reason()).ConfirmWithReason)
const RetentionDialog = latePart(async () => (await lateParts.retention()).RetentionDialog)
const RulesDialog = latePart(async () => (await lateParts.rules()).RulesDialog)

/** For those who run the room: what keeps it in order. */
export function OrderMenu() {
  const { t, bi } = useText()
  const { room: id, ofRoom, actor } = useRoomTalk()
  const { room } = ofRoom
  const lock = useCommand('room.lock')
  const unlock = useCommand('room.unlock')
  const [open, setOpen] = useState<'rules' | 'lock' | 'unlock' | 'retention' | null>(null)
  const mayRule = room.kind === 'lounge' && room.state === 'open' && can(actor, 'room.rule', ofRoom)
  if (!mayRule) return null
  return (
    <>
      <Menu position="bottom-end" shadow="md" onOpen={() => fetchSoon('rules', 'retention', 'reason')}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('rooms.order')}>
            <Gavel size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<SlidersHorizontal size={16} aria-hidden />} onClick={() => setOpen('rules')}>
            {t('rooms.rules')}
          </Menu.Item>
          {room.lock ? (
            <Menu.Item leftSection={<LockKeyholeOpen size={16} aria-hidden />} onClick={() => setOpen('unlock')}>
              {t('rooms.unlock')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<LockKeyhole size={16} aria-hidden />} onClick={() => setOpen('lock')}>
              {t('rooms.lock')}
            </Menu.Item>
          )}
          {can(actor, 'room.retain', ofRoom) && (
            <Menu.Item leftSection={<Hourglass size={16} aria-hidden />} onClick={() => setOpen('retention')}>
              {t('rooms.retention')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<ScrollText size={16} aria-hidden />} component={Link} to={`/rooms/${id}/record`}>
            {t('rooms.record')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
