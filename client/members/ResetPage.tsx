import '#client/ui/mantineLate.ts'
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { Doorway } from '#client/ui/Doorway.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Cluster } from '#shared/members/person.shape.ts'
import { Email, Password } from '#shared/platform/account.shape.ts'
import { requestReset, setPassword } from './account.ts'

/** Without a token one asks for the mail; the link in it comes back here with one. */
export function ResetPage({ cluster }: { cluster: Cluster | null }) {
  const { t } = useText()
  const [search] = useSearchParams()
  const token = search.get('token')
  return (
    <Doorway
      cluster={cluster}
      title={t(token ? 'members.reset.set' : 'members.reset')}
      lead={t(token ? 'members.reset.set.lead' : 'members.reset.lead')}
    >
      {token ? <NewPassword token={token} /> : <AskForMail isOver={search.has('error')} />}
      <Anchor component={Link} to="/sign-in" size="sm" ta="center">
        {t('members.backToSignIn')}
      </Anchor>
    </Doorway>
  )
}

function AskForMail({ isOver }: { isOver: boolean }) {
  const { t } = useText()
  const [isSent, setSent] = useState(false)
  const form = useShapeForm({
    shape: z.object({ email: Email }),
    initial: { email: '' },
    deed: useDeed(requestReset),
    onDone: () => setSent(true),
  })
  if (isSent)
    return (
      <Alert role="status" icon={<MailCheck size={18} aria-hidden />} title={t('members.reset.sent')}>
        {t('members.reset.sent.hint')}
      </Alert>
    )
  return (
    <form {...form.props}>
      <Stack>
        {isOver && <Alert color="yellow">{t('members.reset.over')}</Alert>}
        <TextInput label={t('members.email')} type="email" autoComplete="username" required {...form.field('email')} />
        <FormRefusal refusal={form.refusal} />
        <Button type="submit" loading={form.isPending}>
          {t('members.reset.send')}
        </Button>
      </Stack>
    </form>
  )
}

function NewPassword({ token }: { token: string }) {
  const { t } = useText()
  const navigate = useNavigate()
  const form = useShapeForm({
    shape: z.object({ newPassword: Password, token: z.string() }),
    initial: { newPassword: '', token },
    deed: useDeed(setPassword),
    onDone: () => navigate('/sign-in'),
  })
  return (
    <form {...form.props}>
      <Stack>
        <PasswordInput
          label={t('members.password.new')}
          description={t('members.password.hint')}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('members.password.show') }}
          {...form.field('newPassword')}
        />
        <FormRefusal refusal={form.refusal} />
        <Button type="submit" loading={form.isPending}>
          {t('members.reset.save')}
        </Button>
      </Stack>
    </form>
  )
}
