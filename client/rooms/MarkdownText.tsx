import { useMemo } from 'react'
import { readMarkdown } from './markdown.ts'
import { shownMarkdown } from './markdownShown.tsx'
import { PlainText } from './PlainText.tsx'

/** A message's markdown, safe to show. */
export function MarkdownText({ text }: { text: string }) {
  const markdown = useMemo(() => readMarkdown(text), [text])
  return markdown ? shownMarkdown(markdown) : <PlainText text={text} />
}
