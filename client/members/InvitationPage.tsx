import '#client/ui/mantineLate.ts'
import { Anchor, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { chosenLanguage, usePlace, useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Doorway } from '#client/ui/Doorway.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { SeatBadge } from '#client/ui/SeatBadge.tsx'
import { FormSkeleton } from '#client/ui/Skeletons.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import type { Cluster, Person } from '#shared/members/person.shape.ts'
import { signIn } from './account.ts'
import { findSession } from './me.store.ts'
import { ProfileFields } from './ProfileFields.tsx'

/** Where the link of an invitation leads. */
export function InvitationPage({ cluster, onDone }: { cluster: Cluster | null; onDone(): void }) {
  const { t, bi } = useText()
  const { invitation = '' } = useParams()
  const { data: found, error, refetch } = useAsk('invitation.find', { invitation })
  useLanguageOf(found?.person)
  return (
    <Doorway
      cluster={cluster}
      title={t('members.invitation', { cluster: cluster ? bi(cluster.name) : t('platform.product') })}
      lead={found && t('members.invitation.lead', { email: found.email })}
      width={620}
    >
      {error && (
        <Stack align="center">
          <ErrorState refusal={error} onRetry={error.code === 'unavailable' ? refetch : undefined} />
          <Anchor component={Link} to="/sign-in">
            {t('members.backToSignIn')}
          </Anchor>
        </Stack>
      )}
      {!found && !error && <FormSkeleton />}
      {found && <AcceptForm invitation={invitation} found={found} onDone={onDone} />}
    </Doorway>
  )
}

/** The invitation goes on in the language it was written in, where this device was never set to one. */
function useLanguageOf(person: Person | undefined) {
  useEffect(() => {
    if (person && chosenLanguage() === null) usePlace.setState({ language: person.language })
  }, [person])
}

interface FormProps {
  invitation: string
  found: QueryOutput<'invitation.find'>
  onDone(): void
}

function AcceptForm({ invitation, found: { person, organisation, email }, onDone }: FormProps) {
  const { t, bi } = useText()
  const { name, title, language, timeZone } = person
  const form = useCommandForm('person.accept', {
    initial: { invitation, password: '', profile: { name, title, language, timeZone } },
    draft: `accept.${invitation}`,
    onDone: async () => {
      await signIn({ email, password: form.values.password }).catch(() => null)
      await findSession()
      onDone()
    },
  })
  return (
    <form {...form.props}>
      <Stack>
        <Group gap="xs">
          {person.seats.map((seat) => (
            <SeatBadge key={seat} seat={seat} />
          ))}
          {organisation && <Text size="sm">{bi(organisation)}</Text>}
        </Group>
        <ProfileFields form={form} path="profile" />
        {/* Password managers file the new password under this address. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={t('members.password.choose')}
          description={t('members.password.hint')}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('members.password.show') }}
          {...form.field('password')}
        />
        <FormRefusal refusal={form.refusal} />
        <Button type="submit" loading={form.isPending}>
          {t('members.invitation.accept')}
        </Button>
      </Stack>
    </form>
  )
}
