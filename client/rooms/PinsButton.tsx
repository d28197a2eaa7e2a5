import './search.texts.ts'
import { Button } from '@mantine/core'
import { Pin } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { usePins } from './PinList.tsx'
import { useRoomTalk } from './roomContext.ts'

/** Says that something is pinned, and opens the list. */
export function PinsButton({ onOpen }: { onOpen(): void }) {
  const { t } = useText()
  const { room } = useRoomTalk()
  const { length: count } = usePins(room)
  if (count === 0) return null
  return (
    <Hint label={t('rooms.pins')}>
      <Button
        size="compact-md"
        variant="subtle"
        color="gray"
        leftSection={<Pin size={16} aria-hidden />}
        aria-label={t('rooms.pins.count', { count })}
        onClick={onOpen}
      >
        {count}
      </Button>
    </Hint>
  )
}
