import { ActionIcon, type ActionIconProps } from '@mantine/core'
import { SmilePlus } from 'lucide-react'
import { useState } from 'react'
import { Hint } from './Hint.tsx'
import { LatePopup } from './LatePopup.tsx'
import { latePart } from './latePart.tsx'

const fetchPart = () => import('./EmojiPopover.tsx')
const EmojiPopover = latePart(async () => (await fetchPart()).EmojiPopover)

interface Props extends ActionIconProps {
  label: string
  /** Shown in place of the icon, where one is chosen already. */
  emoji?: string | null
  onPick(emoji: string): void
  onOpenChange?(isOpen: boolean): void
}

/** A button that opens the emoji picker; the picker is fetched when first wanted. */
export function EmojiButton({ label, emoji, onPick, onOpenChange, ...props }: Props) {
  const [isOpen, setOpen] = useState(false)
  const button = (
    <Hint label={label} isOff={isOpen}>
      <ActionIcon variant="subtle" color="gray" {...props} aria-label={label}>
        {emoji ?? <SmilePlus size={18} aria-hidden />}
      </ActionIcon>
    </Hint>
  )
  const change = (next: boolean) => {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <LatePopup button={button} kind="dialog" fetchPart={fetchPart} onChange={change}>
      {(framed) => <EmojiPopover {...framed} onPick={onPick} />}
    </LatePopup>
  )
}
