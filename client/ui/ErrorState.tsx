import { Button } from '@mantine/core'
import { CloudOff, RotateCw, TriangleAlert } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import type { TextKey } from '#client/texts.ts'
import type { Refusal } from '#shared/platform/refusal.ts'
import { EmptyState } from './EmptyState.tsx'

interface Props {
  refusal: Pick<Refusal, 'code' | 'key' | 'details'>
  /** Left out where trying again cannot help. */
  onRetry?: () => void
}

const hints: Partial<Record<Refusal['code'], TextKey>> = {
  unavailable: 'platform.offline.hint',
  not_found: 'platform.noPage.hint',
}

/** What could not be shown, why, and the way on. */
export function ErrorState({ refusal, onRetry }: Props) {
  const { t, say } = useText()
  const isOffline = refusal.code === 'unavailable'
  return (
    <div role="alert">
      <EmptyState
        icon={isOffline ? CloudOff : TriangleAlert}
        title={say(refusal)}
        hint={t(hints[refusal.code] ?? 'platform.error.hint')}
      >
        {onRetry && (
          <Button variant="default" leftSection={<RotateCw size={16} aria-hidden />} onClick={onRetry}>
            {t('platform.retry')}
          </Button>
        )}
      </EmptyState>
    </div>
  )
}
