import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildOrganisation } from '#server/testing/factories.ts'
import { asGb18030 } from '#server/testing/imports.ts'
import type { Guest } from './guest.ts'
import { type House, openHouse } from './house.ts'

let house: House
let officer: Guest
let member: Guest

beforeAll(async () => {
  house = await openHouse()
  await buildOrganisation(house.app, '星河灯饰（示例）')
  const people = await house.seat([
    { name: '秘书', language: 'zh', seats: ['secretariat'] },
    { name: 'Nora Field', language: 'en', seats: ['expert'] },
  ])
  officer = await house.open({ language: 'zh' })
  member = await house.open({ language: 'en', scheme: 'dark', size: 'phone' })
  await officer.signIn(`${people[0]}@people.example`)
  await member.signIn(`${people[1]}@people.example`)
})
afterAll(() => house?.close())

const table = [
  '姓名,邮箱,单位,职务,席位,备注',
  '韦光,wei@firm.example,星河灯饰（示例）,品牌经理,代表,老朋友',
  '卓然,zhuo#firm.example,星河灯饰（示例）,工程师,专家,',
  '兰心,lan@firm.example,没有的单位,,秘书处,',
  '',
].join('\r\n')

test('a table from a Chinese spreadsheet is seen, brought in, mended, brought in again and taken back', async () => {
  const { page } = officer
  await member.page.goto('/people')
  await page.goto('/people')
  await page.getByRole('link', { name: '批量导入' }).click()
  await page.getByText('还没有导入过').waitFor()
  const choose = (name: string, content: Uint8Array) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await choose('名单.csv', asGb18030(table))
  await page.getByText('新增 1', { exact: true }).waitFor()
  await page.getByText('有误 2，不导入').waitFor()
  await page.getByText('不认识的列，已略过：备注').waitFor()
  await page.getByText('邮箱：请填写有效的邮箱地址。').waitFor()
  await page.getByText('没有名为“没有的单位”的成员单位', { exact: false }).waitFor()
  await officer.shot('import-preview')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target) }))).toEqual([])

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载有误的行' }).click()
  const wrong = await readFile(await (await download).path(), 'utf8')
  expect(wrong).toContain('姓名,邮箱,单位,职务,席位,备注,行号,原因')
  expect(wrong).toContain('邮箱：请填写有效的邮箱地址。')
  await page.getByRole('button', { name: '导入 1 位成员' }).click()
  await page.getByText('已新增 1；已有 0，有误 2。').waitFor()
  await member.page.getByRole('button', { name: /韦光/ }).waitFor()

  const mended = wrong
    .replace('zhuo#', 'zhuo@')
    .replace('没有的单位', '')
    .replace(/秘书处,,/, '观察员,,')
  await choose('名单-改.csv', Buffer.from(mended))
  await page.getByText('新增 2', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: '立即发送邀请邮件' }).uncheck()
  await officer.shot('import-mended')
  await page.getByRole('button', { name: '导入 2 位成员' }).click()
  await page.getByText('已新增 2；已有 0，有误 0。').waitFor()
  const links = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载“名单-改.csv”的邀请链接' }).click()
  const saved = await readFile(await (await links).path(), 'utf8')
  expect(saved.match(/http:\/\/127\.0\.0\.1:\d+\/invitations\/[\w-]+/g)).toHaveLength(2)

  await page.getByRole('button', { name: '撤销“名单-改.csv”的导入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await page.getByText('已移除 2 项。').waitFor()
  await page.getByText('已撤销：移除 2，保留 0').waitFor()
  await officer.shot('import-undone')
  await member.page.goto('/people')
  await member.page.getByRole('button', { name: /韦光/ }).waitFor()
  expect(await member.page.getByRole('button', { name: /兰心|卓然/ }).count()).toBe(0)
  await member.page.goto('/rooms/cluster/record')
  await member.page.getByText(/took back the import of “名单-改\.csv”: 2 went/).waitFor()
  await member.shot('import-record')
  await member.page.goto('/people/import')
  await member.page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  expect(await member.page.locator('input[type=file]').count()).toBe(0)
  expect([...officer.complaints, ...member.complaints]).toEqual([])
})

test('organisations come the same way; a workbook is told how to become a table', async () => {
  const { page } = officer
  await page.goto('/people/import?kind=organisations')
  const choose = (name: string, content: string | Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await choose('单位.csv', Buffer.from([0x50, 0x4b, 3, 4, 20]))
  await page.getByText('请在 Excel 中“另存为”CSV 后再选择。', { exact: false }).waitFor()
  await choose('单位.csv', 'Name (Chinese);Sector codes\n栖光智控（示例）;3874\n星河灯饰(示例);3872\n')
  await page.getByText('已有 1，保持不变').waitFor()
  await officer.shot('import-organisations')
  await page.getByRole('button', { name: '导入 1 个单位' }).click()
  await page.getByText('已新增 1；已有 1，有误 0。').waitFor()
  await page.goto('/organisations')
  await page.getByRole('link', { name: '栖光智控（示例）' }).waitFor()
  // The browser itself calls the refusal of the workbook an error.
  expect(officer.complaints.filter((complaint) => !/status of 400 .*\/preview/.test(complaint))).toEqual([])
})
