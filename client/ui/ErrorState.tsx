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

/** There is no line, or nobody at its other end. */
const cutOff: readonly string[] = ['platform.offline', 'platform.unavailable']

function hintOf({ code, key }: Props['refusal']): TextKey {
  if (cutOff.includes(key)) return 'platform.offline.hint'
  return code === 'not_found' ? 'platform.noPage.hint' : 'platform.error.hint'
}

/** What could not be shown, why, and the way on. */
export function ErrorState({ refusal, onRetry }: Props) {
  const { t, say } = useText()
  return (
    <div role="alert">
      <EmptyState
        icon={cutOff.includes(refusal.key) ? CloudOff : TriangleAlert}
        title={say(refusal)}
        hint={t(hintOf(refusal))}
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
