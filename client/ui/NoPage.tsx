import { Button } from '@mantine/core'
import { MapPinOff } from 'lucide-react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { EmptyState } from './EmptyState.tsx'
import { usePageTitle } from './title.store.ts'

export function NoPage() {
  const { t } = useText()
  usePageTitle(t('platform.noPage'))
  return (
    <EmptyState icon={MapPinOff} title={t('platform.noPage')} isPage hint={t('platform.noPage.hint')}>
      <Button component={Link} to="/">
        {t('platform.home')}
      </Button>
    </EmptyState>
  )
}
