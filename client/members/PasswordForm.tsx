import '#client/ui/mantineLate.ts'
import './security.texts.ts'
import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { z } from 'zod'
import { textOf, useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { Password } from '#shared/platform/account.shape.ts'
import { changePassword } from './account.ts'

const Change = z.object({
  currentPassword: z.string().min(1, { error: 'platform.field.required' }),
  newPassword: Password,
})

export function PasswordForm() {
  const { t } = useText()
  const form = useShapeForm({
    shape: Change,
    initial: { currentPassword: '', newPassword: '' },
    deed: useDeed(changePassword),
    onDone: () => {
      form.reset()
      notifications.show({ message: textOf('members.password.changed') })
    },
  })
  const toggle = { 'aria-label': t('members.password.show') }
  return (
    <form {...form.props} aria-labelledby="password">
      <Stack>
        <div>
          <Title order={2} size="h5" id="password">
            {t('members.password.change')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('members.password.change.lead')}
          </Text>
        </div>
        <PasswordInput
          label={t('members.password.current')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={toggle}
          {...form.field('currentPassword')}
        />
        <PasswordInput
          label={t('members.password.new')}
          description={t('members.password.hint')}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={toggle}
          {...form.field('newPassword')}
        />
        <FormRefusal refusal={form.refusal} />
        <Group>
          <Button type="submit" variant="default" loading={form.isPending}>
            {t('members.password.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
