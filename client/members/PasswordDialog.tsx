import '#client/ui/mantineLate.ts'
import './security.texts.ts'
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'

interface Props<Out> {
  title: string
  body: string
  action: string
  act(own: { password: string }): Promise<Out>
  onClose(): void
  onDone(output: Out): void
}

const Own = z.object({ password: z.string().min(1, { error: 'platform.field.required' }) })

/** Asks for the password once more, before what a borrowed device must not do. Render it only while it is open. */
export function PasswordDialog<Out>({ title, body, action, act, onClose, onDone }: Props<Out>) {
  const { t } = useText()
  const form = useShapeForm<{ password: string }, Out>({
    shape: Own,
    initial: { password: '' },
    deed: useDeed(act),
    onDone,
  })
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('platform.close') }}>
      <form {...form.props}>
        <Stack>
          <Text size="sm">{body}</Text>
          <PasswordInput
            label={t('members.password.current')}
            autoComplete="current-password"
            required
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('members.password.show') }}
            {...form.field('password')}
          />
          <FormRefusal refusal={form.refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('platform.cancel')}
            </Button>
            <Button type="submit" color="red" loading={form.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
