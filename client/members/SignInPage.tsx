import '#client/ui/mantineLate.ts'
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
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
import { SecondFactorForm } from './SecondFactorForm.tsx'

const Account = z.object({ email: Email, password: z.string().min(1, { error: 'platform.field.required' }) })

export function SignInPage({ front }: { front: QueryOutput<'cluster.front'> }) {
  const { t } = useText()
  const ended = useSession((session) => session.ended)
  const [isHalfway, setHalfway] = useState(false)
  return (
    <Doorway
      cluster={front.cluster}
      title={t(isHalfway ? 'members.second.ask' : 'members.signIn')}
      lead={isHalfway ? undefined : t('members.signIn.lead')}
      aside={front.demoSeats.length > 0 && !isHalfway && <DemoSeats seats={front.demoSeats} />}
    >
      {ended && ended !== 'signedOut' && (
        <Alert color="yellow" role="status">
          {t(`members.ended.${ended}`)}
        </Alert>
      )}
      {isHalfway ? (
        <SecondFactorForm onBack={() => setHalfway(false)} />
      ) : (
        <SignInForm onHalfway={() => setHalfway(true)} />
      )}
    </Doorway>
  )
}

function SignInForm({ onHalfway }: { onHalfway(): void }) {
  const { t } = useText()
  const form = useShapeForm({
    shape: Account,
    initial: { email: '', password: '' },
    deed: useDeed(signIn),
    onDone: ({ needsSecondFactor }) => (needsSecondFactor ? onHalfway() : void findSession()),
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
