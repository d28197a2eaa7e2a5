import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterNewer,
  afterOlder,
  joined,
  liveSpan,
  type MessagePage,
  messagesIn,
  type Span,
  spanOf,
} from './messageSpan.ts'

type Small = MessagePage['messages'][number]
const message = (seq: number) => ({ id: `m${seq}`, seq }) as Small

/** The hub's answer, from a log in which only some entries are messages. */
function pageOf(
  seqs: readonly number[],
  ask: { before?: number; after?: number; around?: number },
  limit: number,
): MessagePage {
  const { before, after, around } = ask
  const older = (below: number, count: number) => (count === 0 ? [] : seqs.filter((seq) => seq < below).slice(-count))
  const newer = (above: number, count: number) => seqs.filter((seq) => seq > above).slice(0, count)
  const picked =
    before !== undefined
      ? older(before, limit)
      : after !== undefined
        ? newer(after, limit)
        : [...older(around!, limit >> 1), ...newer(around! - 1, limit - (limit >> 1))]
  const first = picked[0] ?? before ?? 1
  const last = picked.at(-1) ?? after ?? 0
  return {
    messages: picked.map(message),
    hasOlder: seqs.some((seq) => seq < first),
    hasNewer: seqs.some((seq) => seq > last),
  }
}

test('reading older and newer pages from anywhere covers the whole room without a hole, and says nothing it does not hold', () => {
  const arbitrary = fc.record({
    seqs: fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 120 }),
    around: fc.integer({ min: 1, max: 300 }),
    limit: fc.integer({ min: 2, max: 30 }),
    live: fc.integer({ min: 1, max: 20 }),
  })
  fc.assert(
    fc.property(arbitrary, ({ seqs, around, limit, live }) => {
      const all = [...seqs].sort((a, b) => a - b)
      const head = 300
      const held = new Map<string, Small>()
      const keep = (page: MessagePage) => {
        for (const one of page.messages) held.set(one.id, one)
        return page
      }
      const newest = all.slice(-live)
      for (const seq of newest) held.set(`m${seq}`, message(seq))
      const end = liveSpan(newest.length === all.length ? 1 : newest[0]!)
      const isTrue = (span: Span) =>
        expect(messagesIn(held.values(), span).map(({ seq }) => seq)).toEqual(
          all.filter((seq) => seq >= span.from && seq <= span.to),
        )

      let span = spanOf(keep(pageOf(all, { around }, limit)), head)
      isTrue(span)
      for (let turns = 0; turns < 200 && (span.from > 1 || !joined(span, end)); turns++) {
        if (span.from > 1) span = afterOlder(span, keep(pageOf(all, { before: span.from }, limit)))
        isTrue(span)
        if (!joined(span, end)) span = afterNewer(span, keep(pageOf(all, { after: span.to }, limit)), head)
        isTrue(span)
      }
      const whole = joined(span, end)!
      expect(whole).toEqual(liveSpan(1))
      isTrue(whole)
    }),
    { seed: 20260301, numRuns: 500 },
  )
})

test('a message edited far from what is shown is no island in the list', () => {
  const held = [message(3), message(90), message(91)]
  expect(messagesIn(held, liveSpan(80)).map(({ seq }) => seq)).toEqual([90, 91])
  expect(joined({ from: 1, to: 50 }, liveSpan(80))).toBeNull()
})
