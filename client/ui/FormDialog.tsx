import './mantineLate.ts'
import { Button, Group, Modal, type ModalProps, Stack, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#client/i18n.ts'
import type { ShapeForm } from '#client/platform/useShapeForm.ts'
import { FormRefusal } from './FormRefusal.tsx'

interface Props<Values> {
  title: string
  form: ShapeForm<Values>
  /** The verb on the button; "save" where it is left out. */
  action?: string
  isDangerous?: boolean | undefined
  size?: ModalProps['size']
  onClose(): void
  children: ReactNode
}

/** A form in a dialog: its fields, what the hub says to them, and the way out. Render it only while it is open. */
export function FormDialog<Values>(props: Props<Values>) {
  const { title, form, action, isDangerous = false, size, onClose, children } = props
  const { t } = useText()
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
      {...(size ? { size } : {})}
    >
      <form {...form.props}>
        <Stack>
          {children}
          <FormRefusal refusal={form.refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('platform.cancel')}
            </Button>
            <Button type="submit" color={isDangerous ? 'red' : undefined} loading={form.isPending}>
              {action ?? t('platform.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The reason that the record will show; `hint` says who reads it. */
export function ReasonInput<Values>({
  form,
  hint,
  isFirst,
}: {
  form: ShapeForm<Values>
  hint?: string
  isFirst?: boolean
}) {
  const { t } = useText()
  return (
    <Textarea
      label={t('platform.reason')}
      description={hint ?? t('platform.reason.hint')}
      required
      autosize
      minRows={2}
      data-autofocus={isFirst || undefined}
      {...form.field('reason')}
    />
  )
}
