import './security.texts.ts'
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { textOf, useText } from '#client/i18n.ts'
import { endSecondFactor, renewCodes } from './account.ts'
import { PasswordDialog } from './PasswordDialog.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SecondFactorDialog } from './SecondFactorDialog.tsx'

/** Whether signing in asks for a code too, and the way to change that. */
export function SecondFactorCard({ isOn, onChanged }: { isOn: boolean; onChanged(): void }) {
  const { t } = useText()
  const [dialog, setDialog] = useState<'begin' | 'end' | 'renew' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => setDialog(null)
  return (
    <section aria-labelledby="second">
      <Stack>
        <div>
          <Group gap="sm">
            <Title order={2} size="h5" id="second">
              {t('members.second')}
            </Title>
            <Badge variant="light" color={isOn ? 'green' : 'gray'}>
              {t(isOn ? 'members.second.on' : 'members.second.off')}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('members.second.lead')}
          </Text>
        </div>
        <Group gap="xs">
          {!isOn && <Button onClick={() => setDialog('begin')}>{t('members.second.begin')}</Button>}
          {isOn && (
            <>
              <Button variant="default" onClick={() => setDialog('renew')}>
                {t('members.second.renew')}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setDialog('end')}>
                {t('members.second.end')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
      {dialog === 'begin' && <SecondFactorDialog onClose={close} onDone={onChanged} />}
      {dialog === 'end' && (
        <PasswordDialog
          title={t('members.second.end')}
          body={t('members.second.end.body')}
          action={t('members.second.end')}
          act={endSecondFactor}
          onClose={close}
          onDone={() => {
            close()
            notifications.show({ message: textOf('members.second.isOff') })
            onChanged()
          }}
        />
      )}
      {dialog === 'renew' && (
        <PasswordDialog
          title={t('members.second.renew')}
          body={t('members.second.renew.body')}
          action={t('members.second.renew')}
          act={renewCodes}
          onClose={close}
          onDone={(made) => {
            close()
            setCodes(made.codes)
          }}
        />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
    </section>
  )
}
