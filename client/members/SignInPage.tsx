import '#client/ui/mantineLate.ts'
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { Link } from 'react-router'
import { z } from 'zod'
import { useText } from '#client/i18n.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { useShapeForm } from '#client/platform/useShapeForm.ts'
import { Doorway } from '#client/ui/Doorway.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import { Email } from '#shared/platform/account.shape.ts'
import { signIn } from './account.ts'
import { DemoSeats } from './DemoSeats.tsx'
import { findSession, useSession } from './me.store.ts'

const Account = z.object({ email: Email, password: z.string().min(1, { error: 'platform.field.required' }) })

export function SignInPage({ front }: { front: QueryOutput<'cluster.front'> }) {
  const { t } = useText()
  const ended = useSession((session) => session.ended)
  return (
    <Doorway
      cluster={front.cluster}
      title={t('members.signIn')}
      lead={t('members.signIn.lead')}
      aside={front.demoSeats.length > 0 && <DemoSeats seats={front.demoSeats} />}
    >
      {ended && ended !== 'signedOut' && (
        <Alert color="yellow" role="status">
          {t(`members.ended.${ended}`)}
        </Alert>
      )}
      <SignInForm />
    </Doorway>
  )
}

function SignInForm() {
  const { t } = useText()
  const form = useShapeForm({
    shape: Account,
    initial: { email: '', password: '' },
    deed: useDeed(signIn),
    onDone: findSession,
  })
  return (
    <form {...form.props}>
      <Stack>
        <TextInput
          label={t('members.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          required
          {...form.field('email')}
        />
        <PasswordInput
          label={t('members.password')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('members.password.show') }}
          {...form.field('password')}
        />
        <FormRefusal refusal={form.refusal} />
        <Button type="submit" fullWidth loading={form.isPending}>
          {t('members.signIn')}
        </Button>
        <Anchor component={Link} to="/reset" size="sm" ta="center">
          {t('members.forgot')}
        </Anchor>
      </Stack>
    </form>
  )
}
