import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Stack, TagsInput, Text, Textarea, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { textOf, useText } from '#client/i18n.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { FormEnd } from '#client/ui/FormEnd.tsx'
import { FormSkeleton } from '#client/ui/Skeletons.tsx'
import type { Profile } from '#shared/members/profile.shape.ts'
import { mostExpertise } from '#shared/members/profile.ts'

/** What one tells of oneself at greater length. */
export function ProfileCard({ person }: { person: string }) {
  const { data, error, refetch } = useAsk('profile.find', { person })
  return (
    <Card>
      {!data && !error && <FormSkeleton fields={3} />}
      {error && <ErrorState refusal={error} onRetry={refetch} />}
      {data && <ProfileForm person={person} profile={data.profile} />}
    </Card>
  )
}

function ProfileForm({ person, profile }: { person: string; profile: Profile | null }) {
  const { t } = useText()
  const { data: known } = useAsk('expertise.list', {})
  const form = useCommandForm('profile.describe', {
    initial: { person, bio: profile?.bio ?? { zh: '', en: '' }, expertise: profile?.expertise ?? [] },
    draft: `profile.${person}`,
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['profile.find'] })
      notifications.show({ message: textOf('platform.saved') })
    },
  })
  return (
    <form {...form.props} aria-labelledby="bio">
      <Stack>
        <div>
          <Title order={2} size="h5" id="bio">
            {t('members.bio')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('members.bio.lead')}
          </Text>
        </div>
        {(['zh', 'en'] as const).map((language) => (
          <Textarea
            key={language}
            label={t(`language.${language}`)}
            aria-label={`${t('members.bio')} (${t(`language.${language}`)})`}
            lang={language === 'zh' ? 'zh-CN' : 'en'}
            autosize
            minRows={3}
            maxRows={14}
            {...form.field(`bio.${language}`)}
          />
        ))}
        <TagsInput
          label={t('members.expertise')}
          description={t('members.expertise.hint')}
          placeholder={t('members.expertise.example')}
          data={known?.expertise.map(({ value }) => value) ?? []}
          maxTags={mostExpertise}
          splitChars={[',', '，', '、', ';', '；']}
          clearable={false}
          {...form.field('expertise')}
        />
        <FormEnd form={form} />
      </Stack>
    </form>
  )
}
