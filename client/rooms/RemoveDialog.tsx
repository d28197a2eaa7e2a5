import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import './roomsLate.texts.ts'
import { Button, Group, Modal, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'

/** Takes somebody off the roll, for good or until they come back by themselves. */
export function RemoveDialog(props: { room: string; person: string; name: string; onClose(): void }) {
  const { room, person, name, onClose } = props
  const { t } = useText()
  const form = useCommandForm('seat.remove', {
    initial: { room, person, reason: '', mayReturn: false },
    onDone: onClose,
  })
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={t('rooms.remove.title', { name })}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      <form {...form.props}>
        <Stack>
          <Text size="sm">{t('rooms.remove.body')}</Text>
          <Switch
            label={t('rooms.remove.mayReturn')}
            description={t('rooms.remove.mayReturn.hint')}
            checked={form.values.mayReturn === true}
            onChange={(event) => form.set('mayReturn', event.currentTarget.checked)}
          />
          <Textarea
            label={t('platform.reason')}
            description={t('platform.reason.hint')}
            required
            autosize
            minRows={2}
            data-autofocus
            {...form.field('reason')}
          />
          <FormRefusal refusal={form.refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('platform.cancel')}
            </Button>
            <Button type="submit" color="red" loading={form.isPending}>
              {t('rooms.remove')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
