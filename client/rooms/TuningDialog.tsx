import '#client/ui/mantineLate.ts'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { LevelChoice } from '#client/notices/LevelChoice.tsx'
import { queryClient } from '#client/platform/queryClient.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { FormSkeleton } from '#client/ui/Skeletons.tsx'
import type { RoomTuning } from '#shared/notices/settings.shape.ts'
import { usualTuning } from '#shared/notices/settings.ts'
import type { Room } from '#shared/rooms/room.shape.ts'

/** What one wants to hear of this room. */
export function TuningDialog({ room, onClose }: { room: Pick<Room, 'id' | 'title'>; onClose(): void }) {
  const { t, bi } = useText()
  const { data, error, refetch } = useAsk('notices.settings', {})
  const { run, isPending, refusal } = useCommand('room.tune')
  const [changed, setChanged] = useState<RoomTuning | null>(null)
  const kept = data?.rooms.find((one) => one.room === room.id)
  const tuning = changed ?? (kept ? { level: kept.level, snoozedUntil: kept.snoozedUntil } : usualTuning)
  async function keep() {
    if (!(await run({ room: room.id, ...tuning }))) return
    await queryClient.invalidateQueries({ queryKey: ['notices.settings'] })
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t('notices.room.title', { room: bi(room.title) })}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {!data && !error && <FormSkeleton />}
      {error && !data && <ErrorState refusal={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack>
          <LevelChoice tuning={tuning} onChange={setChanged} />
          <FormRefusal refusal={refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('platform.cancel')}
            </Button>
            <Button loading={isPending} onClick={() => void keep()}>
              {t('platform.save')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
