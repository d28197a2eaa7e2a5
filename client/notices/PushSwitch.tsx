import '#client/ui/mantineLate.ts'
import './notices.texts.ts'
import { Alert, Stack, Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { endPush, findPushState, type PushState, startPush } from './devicePush.ts'

/** Whether this device rings. Each device is asked for itself. */
export function PushSwitch() {
  const { t } = useText()
  const [state, setState] = useState<PushState | null>(null)
  const [isFailed, setFailed] = useState(false)
  useEffect(() => void findPushState().then(setState), [])
  function change(isOn: boolean) {
    setFailed(false)
    const done = isOn ? startPush() : endPush()
    done.then(setState).catch(() => setFailed(true))
  }
  const hint = state === 'unable' || state === 'denied' ? t(`notices.push.${state}`) : t('notices.push.hint')
  return (
    <Stack gap="xs">
      <Switch
        label={t('notices.push')}
        description={hint}
        disabled={state === null || state === 'unable' || state === 'denied'}
        checked={state === 'on'}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {isFailed && (
        <Alert role="alert" color="red">
          {t('notices.push.failed')}
        </Alert>
      )}
    </Stack>
  )
}
