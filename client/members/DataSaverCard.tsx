import '#client/ui/mantineLate.ts'
import './profile.texts.ts'
import { Switch } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { saveData, useDataSaver } from '#client/platform/dataSaver.store.ts'
import { Card } from '#client/ui/Card.tsx'

/** For this device alone. */
export function DataSaverCard() {
  const { t } = useText()
  const { isOn } = useDataSaver()
  return (
    <Card>
      <Switch
        label={t('members.dataSaver')}
        description={t('members.dataSaver.hint')}
        checked={isOn}
        onChange={({ currentTarget }) => saveData(currentTarget.checked)}
      />
    </Card>
  )
}
