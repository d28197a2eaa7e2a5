import { Text } from '@mantine/core'
import { z } from 'zod'
import type { Deed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { Reason } from '#shared/members/fields.shape.ts'
import { FormDialog, ReasonInput } from './FormDialog.tsx'

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
  const form = useShapeForm({
    shape: ReasonGiven,
    initial: { reason: '' },
    deed: { ...deed, run: ({ reason }: { reason: string }) => deed.run(reason) },
    onDone,
  })
  return (
    <FormDialog title={title} form={form} action={action} isDangerous={isDangerous} onClose={onClose}>
      <Text size="sm">{body}</Text>
      <ReasonInput form={form} isFirst />
    </FormDialog>
  )
}
