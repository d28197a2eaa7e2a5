import { Box, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { showIn, textOf, useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Card } from '#client/ui/Card.tsx'
import { FormEnd } from '#client/ui/FormEnd.tsx'
import { Page } from '#client/ui/Page.tsx'
import { SeatBadge } from '#client/ui/SeatBadge.tsx'
import { AvatarInput } from './AvatarInput.tsx'
import { DataSaverCard } from './DataSaverCard.tsx'
import { useMe } from './me.store.ts'
import { ProfileCard } from './ProfileCard.tsx'
import { ProfileFields } from './ProfileFields.tsx'
import { useOrganisation } from './people.store.ts'

export function ProfilePage() {
  const { t, bi } = useText()
  const { person, email } = useMe()
  const organisation = useOrganisation(person.organisation)
  const { name, title, language, timeZone } = person
  const form = useCommandForm('person.describe', {
    initial: { person: person.id, profile: { name, title, language, timeZone } },
    onDone: () => {
      if (form.values.profile.language !== language) showIn(form.values.profile.language)
      notifications.show({ message: textOf('platform.saved') })
    },
  })
  return (
    <Page title={t('members.profile')} description={t('members.profile.lead')} width="narrow">
      <Card>
        <Group mb="lg" wrap="nowrap" align="flex-start">
          <div>
            <Text fw={600}>{bi(person.name)}</Text>
            <Text size="sm" c="dimmed">
              {[email, organisation && bi(organisation.name)].filter(Boolean).join(' · ')}
            </Text>
            <Group gap={4} mt={4}>
              {person.seats.map((seat) => (
                <SeatBadge key={seat} seat={seat} />
              ))}
            </Group>
          </div>
        </Group>
        <Box mb="lg">
          <AvatarInput person={person} />
        </Box>
        <form {...form.props}>
          <Stack>
            <ProfileFields form={form} path="profile" />
            <FormEnd form={form} />
          </Stack>
        </form>
      </Card>
      <ProfileCard person={person.id} />
      <DataSaverCard />
    </Page>
  )
}
