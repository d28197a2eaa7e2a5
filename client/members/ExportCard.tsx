import './security.texts.ts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Download } from 'lucide-react'
import { useText } from '#client/i18n.ts'

/** All that the hub holds of oneself, to take away. The hub makes it while the browser fetches it. */
export function ExportCard() {
  const { t } = useText()
  return (
    <section aria-labelledby="export">
      <Stack>
        <div>
          <Title order={2} size="h5" id="export">
            {t('members.export')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('members.export.lead')}
          </Text>
        </div>
        <Group>
          <Button
            component="a"
            href="/api/account/export"
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden />}
          >
            {t('members.export.do')}
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
