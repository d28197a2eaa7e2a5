import '#client/ui/mantineLate.ts'
import './record.texts.ts'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { ShieldAlert, ShieldCheck, ShieldHalf } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { findRoom, useRoomState } from '#client/platform/rooms.ts'
import { startWork } from '#client/platform/startWork.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { Card } from '#client/ui/Card.tsx'
import { CopyField } from '#client/ui/CopyField.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { browserSha256, canHash, type Finding, readLog, verifyLog } from './verify.ts'

/** Lets the reader's own browser prove the record, and says what it proved. */
export function VerifyPanel({ room }: { room: string }) {
  const { t } = useText()
  const [finding, setFinding] = useState<Finding | null>(null)
  const total = useRoomState(room, ({ head }) => head.seq)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])
  const deed = useDeed(async () => {
    const { signal } = startWork(work)
    const found = await verifyLog({
      read: (after) => readLog(room, after, signal),
      heard: () => findRoom(room).store.getState().head,
      sha256: browserSha256,
      signal,
      onProgress: setFinding,
    })
    setFinding(found)
    return found
  })
  const isOver = finding !== null && !deed.isPending
  return (
    <Card>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Stack gap={2} maw={620} flex={1} miw={220}>
            <Text fw={600}>{t('rooms.verify')}</Text>
            <Text size="sm" c="dimmed">
              {t('rooms.verify.lead')}
            </Text>
          </Stack>
          {deed.isPending ? (
            <Button variant="default" onClick={() => work.current?.abort()}>
              {t('rooms.verify.cancel')}
            </Button>
          ) : (
            <Button
              leftSection={<ShieldHalf size={16} aria-hidden />}
              disabled={!canHash()}
              onClick={() => void deed.run(undefined)}
            >
              {t(isOver ? 'rooms.verify.again' : 'rooms.verify.start')}
            </Button>
          )}
        </Group>
        {!canHash() && <Text size="sm">{t('rooms.verify.insecure')}</Text>}
        {deed.isPending && (
          <Text size="sm" role="status">
            {t('rooms.verify.progress', {
              checked: finding?.checked ?? 0,
              total: Math.max(total, finding?.checked ?? 0),
            })}
          </Text>
        )}
        <FormRefusal refusal={deed.refusal} />
        {isOver && <Proof finding={finding} />}
      </Stack>
    </Card>
  )
}

/** Exactly what was found, and what not. */
function Proof({ finding }: { finding: Finding }) {
  const { t } = useText()
  const { state, checked, erased, head, brokenAt, isHeard } = finding
  if (state === 'stopped' || state === 'checking') {
    return <Text size="sm">{t('rooms.verify.stopped', { checked })}</Text>
  }
  if (state === 'broken' || state === 'differs') {
    const seq = brokenAt ?? head.seq
    return (
      <Alert color="red" icon={<ShieldAlert size={20} aria-hidden />} title={t('rooms.verify.broken', { seq })}>
        {t(state === 'broken' ? 'rooms.verify.broken.hint' : 'rooms.verify.differs', { seq, checked })}
      </Alert>
    )
  }
  return (
    <>
      <Alert color="teal" icon={<ShieldCheck size={20} aria-hidden />} title={t('rooms.verify.sound')}>
        <Text size="sm">{t('rooms.verify.proved', { checked })}</Text>
        {erased > 0 && <Text size="sm">{t('rooms.verify.erased', { count: erased })}</Text>}
        {isHeard && <Text size="sm">{t('rooms.verify.live')}</Text>}
      </Alert>
      <CopyField label={t('rooms.verify.head', { seq: head.seq })} value={head.hash} />
      <Text size="xs" c="dimmed">
        {t('rooms.verify.keep', { seq: head.seq })}
      </Text>
    </>
  )
}
