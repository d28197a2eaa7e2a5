import { EmojiPanel } from './EmojiPanel.tsx'
import type { Framed } from './LatePopup.tsx'
import { PopoverFrame } from './PopoverFrame.tsx'

interface Props extends Framed {
  onPick(emoji: string): void
}

export function EmojiPopover({ onPick, ...framed }: Props) {
  return (
    <PopoverFrame {...framed} isBare>
      {(close) => (
        <EmojiPanel
          onPick={(emoji) => {
            close()
            onPick(emoji)
          }}
        />
      )}
    </PopoverFrame>
  )
}
