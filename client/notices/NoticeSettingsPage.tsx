import '#client/ui/mantineLate.ts'
import './notices.texts.ts'
import { Alert, Group, Select, Stack, Switch, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { textOf, useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { FormEnd } from '#client/ui/FormEnd.tsx'
import { Page } from '#client/ui/Page.tsx'
import { FormSkeleton } from '#client/ui/Skeletons.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import type { NoticeSettings } from '#shared/notices/settings.shape.ts'
import { mailRhythms } from '#shared/notices/settings.ts'
import { PushSwitch } from './PushSwitch.tsx'

const usualQuiet = { from: '22:00', to: '07:00' }

/** How and when one is told outside of the hub's pages. */
export function NoticeSettingsPage() {
  const { t } = useText()
  const { data, error, refetch } = useAsk('notices.settings', {})
  return (
    <Page
      title={t('notices.settings')}
      description={t('notices.settings.lead')}
      back={{ to: '/notices', label: t('platform.notices') }}
      width="narrow"
    >
      <Card>
        {!data && !error && <FormSkeleton />}
        {error && !data && <ErrorState refusal={error} onRetry={() => void refetch()} />}
        {data && <SettingsForm data={data} />}
      </Card>
      <Card>
        <PushSwitch />
      </Card>
    </Page>
  )
}

function SettingsForm({ data }: { data: QueryOutput<'notices.settings'> }) {
  const { t } = useText()
  const { timeZone } = useMe().person
  const form = useCommandForm('notice.settle', {
    initial: data.settings,
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['notices.settings'] })
      notifications.show({ message: textOf('platform.saved') })
    },
  })
  const { mail, quiet } = form.values
  return (
    <form {...form.props}>
      <Stack gap="lg">
        {!data.isSending && <Alert color="yellow">{t('notices.mail.none')}</Alert>}
        <Select
          label={t('notices.mail')}
          description={t('notices.mail.hint')}
          allowDeselect={false}
          data={mailRhythms.map((rhythm) => ({ value: rhythm, label: t(`notices.mail.${rhythm}`) }))}
          value={mail}
          onChange={(rhythm) => form.set('mail', rhythm)}
        />
        {mail === 'daily' && (
          <Select
            label={t('notices.dailyAt', { zone: timeZone })}
            allowDeselect={false}
            data={Array.from({ length: 24 }, (_, hour) => ({
              value: String(hour),
              label: `${String(hour).padStart(2, '0')}:00`,
            }))}
            value={String(form.values.dailyAt)}
            onChange={(hour) => form.set('dailyAt', Number(hour))}
          />
        )}
        <Quiet quiet={quiet} form={form} />
        <Switch
          label={t('notices.pushText')}
          description={t('notices.pushText.hint')}
          checked={form.values.pushText}
          onChange={({ currentTarget }) => form.set('pushText', currentTarget.checked)}
        />
        <FormEnd form={form} />
      </Stack>
    </form>
  )
}

function Quiet({
  quiet,
  form,
}: {
  quiet: NoticeSettings['quiet']
  form: ReturnType<typeof useCommandForm<'notice.settle'>>
}) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <Switch
        label={t('notices.quiet')}
        description={t('notices.quiet.hint')}
        checked={quiet !== null}
        onChange={({ currentTarget }) => form.set('quiet', currentTarget.checked ? usualQuiet : null)}
      />
      {quiet && (
        <Group grow>
          <TextInput type="time" label={t('notices.quiet.from')} {...form.field('quiet.from')} />
          <TextInput type="time" label={t('notices.quiet.to')} {...form.field('quiet.to')} />
        </Group>
      )}
    </Stack>
  )
}
