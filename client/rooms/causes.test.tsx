import './record.texts.ts'
import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { showIn, useText } from '#client/i18n.ts'
import { causeOf } from '#shared/causes.ts'
import { recordCsv, recordJson } from './recordExport.ts'

test('what the hub itself did is exported with its reason in the language of the reader', () => {
  const { result } = renderHook(() => useText())
  const none = { person: null, title: null, seat: null, seats: null, rules: null, until: null, outcome: null }
  const erased = {
    seq: 4,
    at: 0,
    by: 'system',
    act: 'erased',
    reason: '',
    cause: causeOf('rooms.tooOld'),
    count: 2,
  } as const
  const written = () => {
    const words = { text: result.current, people: new Map() }
    return [recordCsv(words, [{ ...none, ...erased }]), recordJson(words, [{ ...none, ...erased }])]
  }
  for (const text of written()) expect(text).toContain('older than the room keeps messages')
  act(() => showIn('zh'))
  for (const text of written()) expect(text).toContain('已过会场的消息保存期')
  for (const text of written()) expect(text).not.toContain('older than')
})
