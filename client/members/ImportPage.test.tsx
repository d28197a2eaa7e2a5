import { act, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { findRoom } from '#client/platform/rooms.ts'
import { hubAnswers } from '#client/testing/hub.ts'
import { buildPerson, signedInAs } from '#client/testing/people.ts'
import { renderPage } from '#client/testing/render.tsx'
import type { Import, ImportLine } from '#shared/members/import.shape.ts'
import { mostImportBytes } from '#shared/members/import.ts'
import { clusterRoom } from '#shared/members/person.ts'
import { Refusal } from '#shared/platform/refusal.ts'
import { ImportPage } from './ImportPage.tsx'

const fine: ImportLine = { line: 2, verdict: 'new', name: '韦光', detail: 'wei@firm.example', faults: [] }
const wrong: ImportLine = {
  line: 3,
  verdict: 'wrong',
  name: '=1+1',
  detail: 'no',
  faults: [
    { field: 'email', key: 'platform.field.email', values: {} },
    { field: 'seats', key: 'members.import.seatByHand', values: { seat: 'chair' } },
  ],
  cells: ['=1+1', 'no'],
}
const preview = { headings: ['姓名', '邮箱'], unknown: [], encoding: 'gb18030' as const, lines: [fine, wrong] }
const table = (content: BlobPart = '姓名,邮箱') => new File([content], 'list.csv', { type: 'text/csv' })

function openPage(answers: Parameters<typeof hubAnswers>[0] = {}) {
  const asked = hubAnswers({ 'import.hand': () => ({}), 'import.preview': () => preview, ...answers })
  signedInAs(buildPerson({ seats: ['secretariat'] }))
  const { user, container } = renderPage(<ImportPage />, { at: '/people/import' })
  const choose = (file: File) => user.upload(container.querySelector<HTMLInputElement>('input[type=file]')!, file)
  return { user, choose, asked }
}
afterEach(() => vi.restoreAllMocks())

test('says for each wrong line what is wrong with it, and imports the others', async () => {
  const answer = { import: 'i', seq: 9, added: 1, present: 0, wrong: 1 }
  const { user, choose, asked } = openPage({ 'import.carryOut': () => answer })
  await choose(table())
  const list = await screen.findByRole('region', { name: 'Wrong lines' })
  expect(within(list).getByText('Line 3')).toBeTruthy()
  expect(
    within(list).getByText(
      'E-mail: Please give a valid e-mail address. Seats: The seat “chair” is not given by import; change it by hand afterwards.',
    ),
  ).toBeTruthy()
  await user.click(screen.getByRole('checkbox', { name: 'Invite them by mail at once' }))
  await user.click(screen.getByRole('button', { name: 'Import 1 person' }))
  expect(await screen.findByText('1 added; 0 were there already, 1 were wrong.')).toBeTruthy()
  const { file } = asked.find(({ name }) => name === 'import.hand')!.input as { file: string }
  expect(asked.at(-1)).toMatchObject({
    name: 'import.carryOut',
    input: { file, kind: 'people', name: 'list.csv', isMailed: false },
  })
})

test('an import that is refused leaves its preview, and pressing again is the same deed', async () => {
  const { user, choose, asked } = openPage({
    'import.carryOut': () => new Refusal('unavailable', 'platform.unavailable'),
  })
  await choose(table())
  const button = await screen.findByRole('button', { name: 'Import 1 person' })
  await user.click(button)
  expect(await screen.findByText(/cannot do this right now/)).toBeTruthy()
  await user.click(button)
  const cids = asked.filter(({ name }) => name === 'import.carryOut').map(({ cid }) => cid)
  expect(cids).toEqual([cids[0], cids[0]])
})

test('a file that is too large is refused before anything of it is sent', async () => {
  const { choose, asked } = openPage()
  await choose(table(new Uint8Array(mostImportBytes + 1)))
  expect(await screen.findByText('This file is larger than 1 MB; please split it.')).toBeTruthy()
  expect(asked).toEqual([])
})

test('wrong lines are saved as they stood, with their reasons, and no cell is a formula', async () => {
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob)
    return 'blob:saved'
  })
  const { user, choose } = openPage()
  await choose(table())
  await user.click(await screen.findByRole('button', { name: 'Download the wrong lines' }))
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await saved[0]!.arrayBuffer())
  const lines = text.split('\r\n')
  expect(lines[0]).toBe('\ufeff姓名,邮箱,Line,Reason')
  expect(lines[1]).toMatch(/^'=1\+1,no,3,.?E-mail: Please give/)
  expect(text).not.toContain('wei@firm.example')
})

test('past imports can be taken back for a day; who stays is named', async () => {
  const stays = buildPerson({ name: { zh: '', en: 'Nora Field', authoritative: 'en' } })
  const past: Import = {
    id: 'i1',
    version: 5,
    kind: 'people',
    name: 'fresh.csv',
    added: 3,
    present: 0,
    wrong: 0,
    isMailed: true,
    by: stays.id,
    at: Date.now(),
    undone: null,
  }
  const old: Import = { ...past, id: 'i2', name: 'old.csv', at: Date.now() - 25 * 3600_000 }
  const { user } = openPage({ 'import.undo': () => ({ seq: 9, taken: 2, kept: [stays.id] }) })
  act(() => findRoom(clusterRoom).keep({ import: [past, old], person: [stays] }))
  expect(screen.queryByRole('button', { name: 'Take back the import of old.csv' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Take back the import of fresh.csv' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take back' }))
  expect(await screen.findByText(/2 taken back\..*stay: Nora Field/)).toBeTruthy()
})
