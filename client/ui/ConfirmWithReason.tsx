import '#client/ui/mantineLate.ts'
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import type { Deed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { Reason } from '#shared/members/fields.shape.ts'
import { FormRefusal } from './FormRefusal.tsx'

interface Props {
  title: string
  /** What will happen, to whom, and whether it can be undone. */
  body: string
  /** The verb on the button. */
  action: string
  isDangerous?: boolean
  /** Takes the reason; `run` gives undefined when refused, and the dialog stays open with the reason kept. */
  deed: Deed<string, unknown>
  onClose(): void
  onDone(): void
}

const ReasonGiven = z.object({ reason: Reason })

/** Asks for the reason that the record will show. Render it only while it is open. */
export function ConfirmWithReason({ title, body, action, isDangerous, deed, onClose, onDone }: Props) {
  const { t } = useText()
  const form = useShapeForm({
    shape: ReasonGiven,
    initial: { reason: '' },
    deed: { ...deed, run: ({ reason }: { reason: string }) => deed.run(reason) },
    onDone,
  })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('platform.close') }} centered>
      <form {...form.props}>
        <Stack>
          <Text size="sm">{body}</Text>
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
            <Button type="submit" color={isDangerous ? 'red' : undefined} loading={form.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
