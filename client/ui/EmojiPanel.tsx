import './emoji.texts.ts'
import { EmojiPicker } from 'frimousse'
import { useText } from '#client/i18n.ts'
import classes from './EmojiPanel.module.css'

/** Loaded when first opened. The emoji's names and order come from this house, in the reader's language. */
export function EmojiPanel({ onPick }: { onPick(emoji: string): void }) {
  const { t, language } = useText()
  return (
    <EmojiPicker.Root
      className={classes.picker}
      columns={8}
      locale={language}
      emojibaseUrl="/emoji"
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <EmojiPicker.Search
        className={classes.search}
        placeholder={t('platform.emoji.search')}
        aria-label={t('platform.emoji.search')}
        autoFocus
      />
      <EmojiPicker.Viewport className={classes.viewport}>
        <EmojiPicker.Loading className={classes.note}>{t('platform.loading')}</EmojiPicker.Loading>
        <EmojiPicker.Empty className={classes.note}>{t('platform.emoji.none')}</EmojiPicker.Empty>
        <EmojiPicker.List
          className={classes.list}
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div className={classes.category} {...props}>
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div className={classes.row} {...props}>
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button type="button" className={classes.emoji} title={emoji.label} {...props}>
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  )
}
