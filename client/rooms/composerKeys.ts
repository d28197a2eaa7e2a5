import type { KeyboardEvent } from 'react'

/** An input method is at work: Enter chooses a word. Safari ends the composition before it tells of the key, hence 229. */
export const isComposing = ({ nativeEvent }: KeyboardEvent) => nativeEvent.isComposing || nativeEvent.keyCode === 229

/** Enter sends where there is a real keyboard; on a phone it begins a new line, and the button sends. */
export function sendsByEnter({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (key !== 'Enter' || shiftKey) return false
  return ctrlKey || metaKey || !matchMedia('(hover: none) and (pointer: coarse)').matches
}

/** The text with marks around the selection, and where the cursor goes. */
export function wrapped(text: string, { selectionStart: from, selectionEnd: to }: HTMLTextAreaElement, marks: string) {
  const middle = text.slice(from, to)
  return {
    text: text.slice(0, from) + marks + middle + marks + text.slice(to),
    at: to + (middle === '' ? 1 : 2) * marks.length,
  }
}
