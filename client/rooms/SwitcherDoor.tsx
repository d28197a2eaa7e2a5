import { ActionIcon } from '@mantine/core'
import { Compass } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import type { Destination } from '#client/ui/Navigation.tsx'

const Switcher = latePart(async () => (await import('./Switcher.tsx')).Switcher)

/** The way to everything by its name: Ctrl or Cmd and K, wherever one is. */
export function SwitcherDoor({ destinations }: { destinations: readonly Destination[] }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isCall = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k'
      if (!isCall) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
  return (
    <>
      <Hint label={t('rooms.switcher.keys')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('rooms.switcher')}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setOpen(true)}
        >
          <Compass size={19} aria-hidden />
        </ActionIcon>
      </Hint>
      <Suspense>{isOpen && <Switcher destinations={destinations} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
