import { ActionIcon, type ActionIconProps, Center, Loader, Popover, Tooltip } from '@mantine/core'
import { SmilePlus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { latePart } from './latePart.tsx'

const EmojiPanel = latePart(async () => (await import('./EmojiPanel.tsx')).EmojiPanel)

interface Props extends ActionIconProps {
  label: string
  /** Shown in place of the icon, where one is chosen already. */
  emoji?: string | null
  onPick(emoji: string): void
  onOpenChange?(isOpen: boolean): void
}

/** A button that opens the emoji picker; the picker is fetched when first wanted. */
export function EmojiButton({ label, emoji, onPick, onOpenChange, ...props }: Props) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const change = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <Popover opened={isOpen} onChange={change} position="top-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon variant="subtle" color="gray" {...props} aria-label={label} onClick={() => change(!isOpen)}>
            {emoji ?? <SmilePlus size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {isOpen && (
          <Suspense
            fallback={
              <Center w={304} h={330}>
                <Loader size="sm" aria-label={t('platform.loading')} />
              </Center>
            }
          >
            <EmojiPanel
              onPick={(emoji) => {
                change(false)
                onPick(emoji)
              }}
            />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
