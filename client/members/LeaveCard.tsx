import './security.texts.ts'
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { send } from '#client/platform/hub.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { useMe } from './me.store.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { useCluster } from './people.store.ts'

/** The way out, and back as long as the day has not come. */
export function LeaveCard({ leavingAt, onChanged }: { leavingAt: number | null; onChanged(): void }) {
  const { t, date, time } = useText()
  const me = useMe()
  const cluster = useCluster() ?? me.cluster
  const [isAsking, setAsking] = useState(false)
  const callOff = useCommand('leave.callOff')
  return (
    <section aria-labelledby="leave">
      <Stack>
        <div>
          <Title order={2} size="h5" id="leave">
            {t('members.leave')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('members.leave.lead')} {t(cluster.leavers === 'erase' ? 'members.leave.erase' : 'members.leave.keep')}
          </Text>
        </div>
        {leavingAt !== null && (
          <Alert color="red" role="status" icon={<TriangleAlert size={18} aria-hidden />}>
            {t('members.leave.due', { date: `${date(leavingAt)} ${time(leavingAt)}` })}
          </Alert>
        )}
        <FormRefusal refusal={callOff.refusal} />
        <Group>
          {leavingAt === null ? (
            <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
              {t('members.leave.ask')}
            </Button>
          ) : (
            <Button loading={callOff.isPending} onClick={async () => (await callOff.run({})) && onChanged()}>
              {t('members.leave.callOff')}
            </Button>
          )}
        </Group>
      </Stack>
      {isAsking && (
        <PasswordDialog
          title={t('members.leave')}
          body={t('members.leave.body')}
          action={t('members.leave.ask')}
          act={({ password }) => send('leave.ask', { password })}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            onChanged()
          }}
        />
      )}
    </section>
  )
}
