import { lazy, memo, Suspense } from 'react'
import { hasMarkup } from '#shared/rooms/preview.ts'
import { lateParts } from './lateParts.ts'
import classes from './MessageText.module.css'
import { PlainText } from './PlainText.tsx'

const MarkdownText = lazy(() =>
  lateParts.markdown().then(
    (part) => ({ default: part.MarkdownText }),
    // Cut off before it could be fetched: the words are what counts.
    () => ({ default: PlainText }),
  ),
)
const onlyEmoji = /^(?:(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)\s?){1,12}$/u

/** What a message says. Most have no markup, and need not wait for what renders it. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  const isOnlyEmoji = text.length <= 40 && onlyEmoji.test(text)
  return (
    <div className={classes.text} data-only-emoji={isOnlyEmoji || undefined}>
      {hasMarkup(text) ? (
        <Suspense fallback={<PlainText text={text} />}>
          <MarkdownText text={text} />
        </Suspense>
      ) : (
        <PlainText text={text} />
      )}
    </div>
  )
})
