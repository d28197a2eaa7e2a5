import '#client/ui/mantineLate.ts'
import './security.texts.ts'
import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { MailCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'

interface Props {
  email: string
  /** The address that waits to be confirmed. */
  newEmail: string | null
  onChanged(): void
}

/** Another address counts once its own mailbox has confirmed it. */
export function EmailForm({ email, newEmail, onChanged }: Props) {
  const { t } = useText()
  const form = useCommandForm('email.change', {
    initial: { email: '', password: '' },
    onDone: () => {
      form.reset()
      onChanged()
    },
  })
  return (
    <form {...form.props} aria-labelledby="email">
      <Stack>
        <div>
          <Title order={2} size="h5" id="email">
            {t('members.email.change')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('members.email.now', { email })}
          </Text>
        </div>
        <Confirmation onDone={onChanged} />
        {newEmail && (
          <Alert role="status" icon={<MailCheck size={18} aria-hidden />}>
            {t('members.email.waiting', { email: newEmail })}
          </Alert>
        )}
        <TextInput
          label={t('members.email.new')}
          type="email"
          autoComplete="email"
          inputMode="email"
          required
          {...form.field('email')}
        />
        <PasswordInput
          label={t('members.password.current')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('members.password.show') }}
          {...form.field('password')}
        />
        <FormRefusal refusal={form.refusal} />
        <Group>
          <Button type="submit" variant="default" loading={form.isPending}>
            {t('members.email.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Where the link in the mail leads. */
function Confirmation({ onDone }: { onDone(): void }) {
  const { t } = useText()
  const [search, setSearch] = useSearchParams()
  const confirm = useCommand('email.confirm')
  const code = search.get('confirm')
  const confirmed = search.get('confirmed')
  const tried = useRef<string | null>(null)
  useEffect(() => {
    if (code === null || tried.current === code) return
    tried.current = code
    void confirm.run({ code }).then((output) => {
      if (!output) return
      setSearch({ confirmed: output.email }, { replace: true })
      onDone()
    })
  }, [code, confirm.run, setSearch, onDone])
  if (confirmed) {
    return (
      <Alert role="status" color="green" icon={<MailCheck size={18} aria-hidden />}>
        {t('members.email.confirmed', { email: confirmed })}
      </Alert>
    )
  }
  if (confirm.isPending) return <Text size="sm">{t('members.email.confirming')}</Text>
  return <FormRefusal refusal={confirm.refusal} />
}
