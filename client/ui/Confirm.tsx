import '#client/ui/mantineLate.ts'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Deed } from '#client/platform/useDeed.ts'
import { FormRefusal } from './FormRefusal.tsx'

interface Props {
  title: string
  /** What will happen, and that it cannot be undone. */
  body: string
  action: string
  deed: Deed<undefined, unknown>
  onClose(): void
  onDone(): void
}

/** Asks before what cannot be undone. Render it only while it is open. */
export function Confirm({ title, body, action, deed, onClose, onDone }: Props) {
  const { t } = useText()
  const confirm = async () => {
    if ((await deed.run(undefined)) !== undefined) onDone()
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('platform.close') }} centered>
      <Stack>
        <Text size="sm">{body}</Text>
        <FormRefusal refusal={deed.refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('platform.cancel')}
          </Button>
          <Button color="red" loading={deed.isPending} onClick={confirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
