import '#client/ui/mantineLate.ts'
import { Radio, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { textOf, useText } from '#client/i18n.ts'
import { queryClient } from '#client/platform/queryClient.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Card } from '#client/ui/Card.tsx'
import { FormEnd } from '#client/ui/FormEnd.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ClusterFields } from './ClusterFields.tsx'
import { useMe } from './me.store.ts'
import { ParkedReactions } from './ParkedReactions.tsx'
import { useCluster } from './people.store.ts'

/** For the secretariat. */
export function SettingsPage() {
  const { t } = useText()
  const me = useMe()
  const cluster = useCluster() ?? me.cluster
  const form = useCommandForm('cluster.describe', {
    initial: {
      name: cluster.name,
      colour: cluster.colour,
      logo: 'keep',
      timeZone: cluster.timeZone,
      leavers: cluster.leavers ?? 'keep',
    },
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['cluster.front'] })
      notifications.show({ message: textOf('platform.saved') })
    },
  })
  return (
    <Page title={t('members.settings')} description={t('members.settings.lead')} width="narrow">
      <Card>
        <form {...form.props}>
          <Stack>
            <ClusterFields form={form} presentLogo={cluster.logo} />
            <Radio.Group label={t('members.leavers')} {...form.field('leavers')}>
              <Stack gap="xs" mt="xs">
                <Radio value="keep" label={t('members.leavers.keep')} />
                <Radio value="erase" label={t('members.leavers.erase')} />
              </Stack>
            </Radio.Group>
            <FormEnd form={form} />
          </Stack>
        </form>
      </Card>
      <ParkedReactions />
    </Page>
  )
}
