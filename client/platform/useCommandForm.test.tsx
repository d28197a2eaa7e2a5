import { TextInput } from '@mantine/core'
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hubAnswers } from '#client/testing/hub.ts'
import { renderPage } from '#client/testing/render.tsx'
import { Refusal } from '#shared/platform/refusal.ts'
import { useCommandForm } from './useCommandForm.ts'

function ProvinceForm({ onDone }: { onDone(seq: number): void }) {
  const form = useCommandForm('organisation.add', {
    initial: { name: { zh: '', en: '', authoritative: 'zh' }, sectors: [], province: '' },
    onDone: ({ seq }) => onDone(seq),
    draft: 'province',
  })
  return (
    <form {...form.props}>
      <TextInput label="zh" {...form.field('name.zh')} error={form.errorOf('name')} />
      <TextInput label="province" {...form.field('province')} />
      <button type="submit">send</button>
    </form>
  )
}

test('a form with an empty field sends nothing, names the fault and goes to it', async () => {
  const asked = hubAnswers({})
  const { user } = renderPage(<ProvinceForm onDone={() => {}} />)
  await user.click(screen.getByRole('button', { name: 'send' }))
  expect(await screen.findByText('This is needed.')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByLabelText('zh'))
  expect(asked).toEqual([])
})

test('a refused form keeps what was typed, over a reload too, and a repeat after silence has the same cid', async () => {
  const asked = hubAnswers({ 'organisation.add': () => new Refusal('unavailable', 'platform.unavailable') })
  const first = renderPage(<ProvinceForm onDone={() => {}} />)
  await first.user.type(screen.getByLabelText('zh'), '星河灯饰')
  await first.user.click(screen.getByRole('button', { name: 'send' }))
  await first.user.click(screen.getByRole('button', { name: 'send' }))
  expect(screen.getByLabelText<HTMLInputElement>('zh').value).toBe('星河灯饰')
  expect(asked.map(({ cid }) => cid)).toEqual([asked[0]?.cid, asked[0]?.cid])
  first.unmount()
  renderPage(<ProvinceForm onDone={() => {}} />)
  expect(screen.getByLabelText<HTMLInputElement>('zh').value).toBe('星河灯饰')
})

test('a field that the hub refuses is marked in the language shown', async () => {
  hubAnswers({
    'organisation.add': () =>
      new Refusal('invalid_input', 'platform.checkInput', { fields: { province: 'platform.field.tooLong' } }),
  })
  const { user } = renderPage(<ProvinceForm onDone={() => {}} />)
  await user.type(screen.getByLabelText('zh'), '星河灯饰')
  await user.click(screen.getByRole('button', { name: 'send' }))
  expect(await screen.findByText('This is too long.')).toBeTruthy()
})
