import type { QueryOutput } from '#shared/contract.ts'

/** A stretch of a room of which every message is held, by `seq`, both ends included. The live one has no end. */
export interface Span {
  from: number
  to: number
}
export type MessagePage = Pick<QueryOutput<'messages.page'>, 'messages' | 'hasOlder' | 'hasNewer'>

/** What is held from the newest page on. `oldest` is 1 where nothing older exists. */
export const liveSpan = (oldest: number): Span => ({ from: oldest, to: Number.POSITIVE_INFINITY })

/** After a page of what was before the span. */
export const afterOlder = (span: Span, page: MessagePage): Span => ({ ...span, from: startOf(page) })

/** After a page of what came behind the span; `headSeq` is what the page was asked to be true for at least. */
export const afterNewer = (span: Span, page: MessagePage, headSeq: number): Span => ({
  ...span,
  to: Math.max(span.to, endOf(page, headSeq)),
})

export const spanOf = (page: MessagePage, headSeq: number): Span => ({ from: startOf(page), to: endOf(page, headSeq) })

const startOf = ({ messages, hasOlder }: MessagePage) => (hasOlder ? (messages[0]?.seq ?? 1) : 1)
const endOf = ({ messages, hasNewer }: MessagePage, headSeq: number) =>
  hasNewer ? (messages.at(-1)?.seq ?? 0) : Math.max(headSeq, messages.at(-1)?.seq ?? 0)

/** One span of two that touch; null while something between them is not held. */
export function joined(a: Span, b: Span): Span | null {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a]
  return second.from <= first.to + 1 ? { from: first.from, to: Math.max(first.to, second.to) } : null
}

/** The messages of a span in the order of posting. Others that are held (quoted ones, edited ones far back) are left out. */
export function messagesIn<Message extends { seq: number }>(
  messages: Iterable<Message>,
  { from, to }: Span,
): Message[] {
  const inside: Message[] = []
  for (const message of messages) if (message.seq >= from && message.seq <= to) inside.push(message)
  return inside.sort((a, b) => a.seq - b.seq)
}
