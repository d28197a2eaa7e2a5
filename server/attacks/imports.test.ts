import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildCluster, buildPerson, newCid } from '#server/testing/factories.ts'
import { asGb18030, handTable, previewTable } from '#server/testing/imports.ts'
import { connectMember, type Member } from '#server/testing/member.ts'
import { startTestApp, type TestApp } from '#server/testing/testApp.ts'
import { mostImportBytes, mostImportPieces } from '#shared/members/import.ts'
import { clusterRoom } from '#shared/members/person.ts'

let app: TestApp
let secretariat: Member
beforeAll(async () => {
  app = await startTestApp()
  await buildCluster(app)
  secretariat = await connectMember(app, await buildPerson(app, { seats: ['secretariat'] }))
})
afterAll(() => app.stop())

const preview = (content: string | Uint8Array) => previewTable(secretariat, 'people', content)
const key = (name: string) => ({ key: `members.import.${name}` })
const utf8 = '姓名,邮箱\n韦光,wei@firm.example\n'
const wei = [{ verdict: 'new', name: '韦光', detail: 'wei@firm.example' }]

describe('a table is read', () => {
  test.each([
    ['UTF-8', Buffer.from(utf8), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${utf8}`), 'utf-8'],
    ['UTF-16 with its mark and tabs', Buffer.from(`\ufeff${utf8.replaceAll(',', '\t')}`, 'utf16le'), 'utf-16le'],
    ['GB18030', asGb18030(utf8), 'gb18030'],
    ['UTF-8 with semicolons and old line ends', Buffer.from(utf8.replaceAll(',', ';').replaceAll('\n', '\r')), 'utf-8'],
  ])('as %s', async (_, bytes, encoding) => {
    expect(await preview(bytes)).toMatchObject({ encoding, lines: wei })
  })

  test('with the numbers of its lines, whatever breaks and gaps stand between', async () => {
    const { lines } = await preview(
      '姓名,邮箱,备注\r\n\r\n甲,a@firm.example,"one\r\ntwo"\r\n,,\r\n乙,bad,"say ""no"""\r\n',
    )
    expect(lines.map(({ line, verdict }) => [line, verdict])).toEqual([
      [3, 'new'],
      [6, 'wrong'],
    ])
    expect(lines[1]!.cells).toEqual(['乙', 'bad', 'say "no"'])
  })
})

describe('a file that is no table is refused, and why', () => {
  test.each([
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'workbook'],
    ['bytes that are no text', Buffer.from([0x80, 0xff, 0xff, 0xfe]), 'encoding'],
    ['NULs', Buffer.from(utf8.replace('韦光', '韦\0光')), 'encoding'],
    ['nothing', Buffer.from(''), 'empty'],
    ['headings alone', Buffer.from('姓名,邮箱\n'), 'empty'],
    ['a quotation mark that nothing closes', Buffer.from('姓名,邮箱\n"韦光,wei@firm.example\n'), 'broken'],
    ['a column twice', Buffer.from('姓名,中文姓名,邮箱\na,b,c\n'), 'columnTwice'],
    ['no column for names', Buffer.from('邮箱\na@b.example\n'), 'noName'],
    ['no column for addresses', Buffer.from('姓名\n甲\n'), 'noColumn'],
    ['too many columns', Buffer.from(`姓名,邮箱${','.repeat(200_000)}\n甲\n`), 'tooManyColumns'],
    ['too many lines', Buffer.from(`姓名,邮箱\n${'甲,a@b.example\n'.repeat(2001)}`), 'tooManyLines'],
  ])('%s', async (_, bytes, reason) => {
    await expect(preview(bytes)).rejects.toMatchObject(key(reason))
  })

  test('more bytes than a file may have: there is no piece for them', async () => {
    const bytes = Buffer.alloc(30_000).toString('base64')
    const beyond = { file: newCid(), piece: mostImportPieces, of: mostImportPieces, bytes }
    await expect(secretariat.send('import.hand', beyond)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(secretariat.send('import.hand', { ...beyond, piece: 0, of: 99 })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(handTable(secretariat, Buffer.alloc(mostImportBytes + 1))).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

test('a cell of nearly a megabyte is too long for its field, and no more than that', async () => {
  const endless = 'x'.repeat(900_000)
  const { lines } = await preview(`姓名,邮箱\n${endless},long@firm.example\n`)
  expect(lines[0]).toMatchObject({ verdict: 'wrong', faults: [{ field: 'nameZh', key: 'platform.field.tooLong' }] })
  const asAddress = await preview(`姓名,邮箱\n甲,${endless}@firm.example\n`)
  expect(asAddress.lines[0]!.verdict).toBe('wrong')
})

test('what a spreadsheet would take for a formula stays the text that it is', async () => {
  const { lines } = await preview(
    "姓名,邮箱\n'=HYPERLINK(1),f@firm.example\n=1+1,g@firm.example\n'＋1,h@firm.example\n'Abd,i@firm.example\n",
  )
  expect(lines.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['=HYPERLINK(1)', 'new'],
    ['=1+1', 'new'],
    ['＋1', 'new'],
    ["'Abd", 'new'],
  ])
})

test('control characters are refused, in whatever field', async () => {
  const { lines } = await preview('姓名,邮箱,职务\n甲\u0007,a@firm.example,\n乙,b@firm.example,"one\ntwo"\n')
  expect(lines.map(({ faults }) => faults.map(({ field }) => field))).toEqual([['nameZh'], ['titleZh']])
})

test('no name of a seat makes anybody secretariat or chair, nor do columns that nobody asked for', async () => {
  const seats = [
    'secretariat',
    ' SECRETARIAT ',
    '秘书处',
    'ｓｅｃｒｅｔａｒｉａｔ',
    '代表、秘书处',
    'chair',
    '主席',
    'Vice-Chair',
  ]
  const rows = seats.map((seat, at) => `某,s${at}@firm.example,${seat},active,secretariat`)
  const table = ['姓名,邮箱,席位,state,seats.0', ...rows, '某,ok@firm.example,专家,active,secretariat'].join('\n')
  const { lines } = await preview(table)
  const wrong = lines.slice(0, -1)
  expect(wrong.map(({ faults }) => faults.map((fault) => fault.key))).toEqual(
    seats.map(() => ['members.import.seatByHand']),
  )
  const file = await handTable(secretariat, table)
  await secretariat.send('import.carryOut', { file, kind: 'people', name: 'x.csv', isMailed: false })
  const invited = (await app.hub.rooms.view(clusterRoom))!.all('person').filter(({ state }) => state === 'invited')
  expect(invited).toMatchObject([{ seats: ['expert'], state: 'invited' }])
})

test('operators and foreign names in the ask are refused', async () => {
  const file = await handTable(secretariat, utf8)
  const bad = { code: 'invalid_input' }
  const ask = { file, kind: 'people', name: 'x.csv', isMailed: false }
  for (const odd of [{ file: { $ne: null } }, { kind: '__proto__' }, { name: '' }, { seats: ['secretariat'] }]) {
    await expect(secretariat.send('import.carryOut', { ...ask, ...odd } as never)).rejects.toMatchObject(bad)
  }
  await expect(secretariat.ask('import.preview', { file: '../x', kind: 'people' })).rejects.toMatchObject(bad)
})
