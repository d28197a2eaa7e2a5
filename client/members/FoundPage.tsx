import './founding.texts.ts'
import '#client/ui/mantineLate.ts'
import { Button, Divider, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { currentLanguage, useText } from '#client/i18n.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Doorway } from '#client/ui/Doorway.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { houseColour } from '#client/ui/palette.ts'
import type { Ask } from '#shared/contract.ts'
import { signIn } from './account.ts'
import { ClusterFields } from './ClusterFields.tsx'
import { findSession } from './me.store.ts'
import { ProfileFields } from './ProfileFields.tsx'

/** First run: whoever holds the code from the server's log creates the cluster and its first account. */
export function FoundPage() {
  const { t } = useText()
  return (
    <Doorway cluster={null} title={t('members.found')} lead={t('members.found.lead')} width={680}>
      <FoundForm />
    </Doorway>
  )
}

function FoundForm() {
  const { t } = useText()
  const form = useCommandForm('cluster.found', { initial: blank(), draft: 'found', onDone: enter })
  async function enter() {
    // Where signing in by itself fails, the sign-in page stands open.
    await signIn({ email: form.values.email, password: form.values.password }).catch(() => null)
    await findSession()
    await queryClient.invalidateQueries({ queryKey: ['cluster.front'] })
  }
  return (
    <form {...form.props}>
      <Stack gap="lg">
        <TextInput
          label={t('members.found.code')}
          description={t('members.found.code.hint')}
          required
          autoComplete="off"
          spellCheck={false}
          {...form.field('code')}
        />
        <Part title={t('members.found.cluster')}>
          <ClusterFields form={form} />
        </Part>
        <Part title={t('members.found.account')} lead={t('members.found.account.lead')}>
          <ProfileFields form={form} path="person" />
          <TextInput
            label={t('members.email')}
            type="email"
            autoComplete="username"
            required
            {...form.field('email')}
          />
          <PasswordInput
            label={t('members.password')}
            description={t('members.password.hint')}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('members.password.show') }}
            {...form.field('password')}
          />
        </Part>
        <FormRefusal refusal={form.refusal} />
        <Button type="submit" size="md" loading={form.isPending}>
          {t('members.found.do')}
        </Button>
      </Stack>
    </form>
  )
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <Stack component="section">
      <Divider />
      <div>
        <Title order={2} size="h5">
          {title}
        </Title>
        {lead && (
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  )
}

function blank(): Ask<'cluster.found'> {
  const language = currentLanguage()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const name = () => ({ zh: '', en: '', authoritative: language })
  return {
    code: '',
    name: name(),
    colour: houseColour,
    logo: null,
    timeZone,
    email: '',
    password: '',
    person: { name: name(), title: { zh: '', en: '' }, language, timeZone },
  }
}
