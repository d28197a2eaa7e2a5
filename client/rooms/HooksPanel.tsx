import '#client/ui/mantineLate.ts'
import './hooks.texts.ts'
import { Alert, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { Plus, TriangleAlert, Webhook } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { CopyField } from '#client/ui/CopyField.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { can } from '#shared/permissions.ts'
import { HookForm } from './HookForm.tsx'
import { HookRow } from './HookRow.tsx'
import { useRoomTalk } from './roomContext.ts'

/** Where else the room is told of: for all in it to see, for those who run it to change. */
export function HooksPanel({ onClose }: { onClose(): void }) {
  const { t } = useText()
  const { room, ofRoom, actor } = useRoomTalk()
  const mayAdd = ofRoom.room.state === 'open' && can(actor, 'hook.add', ofRoom)
  const { data, error, refetch } = useAsk('hooks.list', { room })
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState('')
  const readAgain = () => void refetch()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={440}
      // A stray click beside the panel must not cost the secret.
      closeOnClickOutside={secret === '' && !isAdding}
      title={t('hooks.title')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t(mayAdd ? 'hooks.lead' : 'hooks.lead.toMembers')}
        </Text>
        {secret !== '' && (
          <Alert color="yellow" icon={<TriangleAlert size={18} aria-hidden />}>
            <Stack gap="xs">
              {t('hooks.once')}
              <CopyField label={t('hooks.secret.own')} value={secret} />
            </Stack>
          </Alert>
        )}
        {!data && !error && <ListSkeleton rows={2} />}
        {error && !data && <ErrorState refusal={error} onRetry={readAgain} />}
        {data?.hooks.length === 0 && !isAdding && (
          <EmptyState
            icon={Webhook}
            title={t('hooks.none')}
            hint={t(mayAdd ? 'hooks.none.hint' : 'hooks.none.toMembers')}
          />
        )}
        {data?.hooks.map((listed) => (
          <HookRow key={listed.hook.id} listed={listed} onChanged={readAgain} />
        ))}
        {mayAdd && isAdding && (
          <HookForm
            room={room}
            onClose={() => setAdding(false)}
            onAdded={(made) => {
              setAdding(false)
              setSecret(made)
              readAgain()
            }}
          />
        )}
        {mayAdd && !isAdding && (
          <Group justify={data?.hooks.length === 0 ? 'center' : 'flex-start'}>
            <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('hooks.add')}
            </Button>
          </Group>
        )}
      </Stack>
    </Drawer>
  )
}
