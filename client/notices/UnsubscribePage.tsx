import '#client/ui/mantineLate.ts'
import './notices.texts.ts'
import { Alert, Anchor, Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Doorway } from '#client/ui/Doorway.tsx'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import type { Cluster } from '#shared/members/person.shape.ts'

/** Where the link of a mail leads: a mail program may open it by itself, so that only the button does it. */
export function UnsubscribePage({ cluster }: { cluster: Cluster | null }) {
  const { t } = useText()
  const { token = '' } = useParams()
  const { run, isPending, refusal } = useCommand('notice.unsubscribe')
  const [isDone, setDone] = useState(false)
  return (
    <Doorway cluster={cluster} title={t('notices.end.title')} lead={t('notices.end.body')}>
      <Stack>
        <FormRefusal refusal={refusal} />
        {isDone ? (
          <Alert role="status">{t('notices.end.done')}</Alert>
        ) : (
          <Button loading={isPending} onClick={async () => setDone((await run({ token })) !== undefined)}>
            {t('notices.end.do')}
          </Button>
        )}
        <Anchor component={Link} to="/" size="sm" ta="center">
          {t('notices.end.home')}
        </Anchor>
      </Stack>
    </Doorway>
  )
}
