import { Button, Center } from '@mantine/core'
import { RotateCw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { useText } from '#client/i18n.ts'
import { EmptyState } from './EmptyState.tsx'

/** A page that broke says so and offers the way on; the rest of the house stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useText()
  return (
    <Center mih="60dvh" p="md" role="alert">
      <EmptyState icon={TriangleAlert} title={t('platform.broken')} hint={t('platform.broken.hint')}>
        <Button leftSection={<RotateCw size={16} aria-hidden />} onClick={() => location.reload()}>
          {t('platform.reload')}
        </Button>
        <Button variant="default" component="a" href="/">
          {t('platform.home')}
        </Button>
      </EmptyState>
    </Center>
  )
}
