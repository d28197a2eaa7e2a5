import { AxeBuilder } from '@axe-core/playwright'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildLounge } from '#server/testing/factories.ts'
import { until } from '#server/testing/until.ts'
import { type Guest, guestAt } from './guest.ts'
import { type House, openHouse } from './house.ts'
import { keptBytes } from './kept.ts'
import { words } from './words.ts'

let house: House
let room: string
let author: Guest
let reader: Guest

beforeAll(async () => {
  house = await openHouse({ FILE_MAX_MB: '3' })
  const [authorId = '', readerId = ''] = await house.seat([
    { name: '温语冬', language: 'zh' },
    { name: 'Olivia Brandt', language: 'en' },
  ])
  room = await buildLounge(house.app, {
    title: { zh: '圆桌', en: 'The Round Table', authoritative: 'zh' },
    members: [authorId, readerId],
  })
  author = await house.open({ language: 'zh' })
  reader = await house.open({ language: 'en', scheme: 'dark', size: 'phone' })
  await author.signIn(`${authorId}@people.example`)
  await reader.signIn(`${readerId}@people.example`)
  await author.enter(room)
  await reader.enter(room)
})
afterAll(() => house?.close())

const light = (text: string, colour: string, width = 1600, height = 1000) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="g"><stop offset="0" stop-color="#fff6dd"/><stop offset="1" stop-color="${colour}"/></radialGradient></defs><rect width="100%" height="100%" fill="#22242b"/><circle cx="50%" cy="46%" r="32%" fill="url(#g)"/><text x="50%" y="94%" font-size="64" fill="#fff" text-anchor="middle">${text}</text></svg>`,
    ),
  )
    .jpeg()
    .toBuffer()
const picture = async (name: string, colour: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await light(name.replace('.jpg', ''), colour),
})
const choose = (guest: Guest, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  guest.page.locator('input[type=file]').setInputFiles(files)

async function expectAccessible({ page }: Guest): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** Drops a file on the page, as from a folder. */
async function drop(guest: Guest, name: string, type: string, bytes: Buffer): Promise<void> {
  const given = { name, type, base64: bytes.toString('base64') }
  const data = await guest.page.evaluateHandle(({ name, type, base64 }) => {
    const transfer = new DataTransfer()
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    transfer.items.add(new File([bytes], name, { type }))
    return transfer
  }, given)
  await guest.page.dispatchEvent('#composer', 'dragover', { dataTransfer: data })
  await guest.shot('files-drop')
  await guest.page.dispatchEvent('#composer', 'drop', { dataTransfer: data })
}

test('a picture is dropped in, seen by somebody else without a jump, and is there after a reload', async () => {
  let showPictures: () => void = () => {}
  const shutter = new Promise<void>((open) => {
    showPictures = open
  })
  await reader.page.route('**/thumbnail', async (route) => {
    await shutter
    await route.continue()
  })
  await drop(author, '吊灯样品.jpg', 'image/jpeg', await light('吊灯样品', '#d98a2b'))
  const tray = author.page.getByRole('list', { name: '待发送的文件' })
  await tray.getByText('吊灯样品.jpg').waitFor()
  await author.shot('files-tray')
  await author.write('新样品的实拍')
  const shown = reader.message('新样品的实拍').getByRole('button', { name: 'Enlarge 吊灯样品.jpg' })
  await shown.waitFor()
  const loaded = () =>
    shown.locator('img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)
  expect(await loaded()).toBe(false)
  const before = await reader.message('新样品的实拍').boundingBox()
  showPictures()
  await until(loaded)
  expect(await reader.message('新样品的实拍').boundingBox()).toEqual(before)
  await reader.page.unrouteAll({ behavior: 'wait' })
  await tray.waitFor({ state: 'detached' })
  await author.page.reload()
  await author.message('新样品的实拍').getByRole('img', { name: '吊灯样品.jpg' }).waitFor()
})

test('several files go at once, without words, in their order; the one that is too large says so', async () => {
  await choose(author, [
    await picture('客厅.jpg', '#c0562f'),
    await picture('餐厅.jpg', '#3f7d58'),
    await picture('卧室.jpg', '#4a5fa8'),
    {
      name: '报价说明.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'),
    },
    { name: '全景视频素材.txt', mimeType: 'text/plain', buffer: Buffer.alloc(3_500_000, 'a') },
  ])
  const tray = author.page.getByRole('list', { name: '待发送的文件' })
  await tray.getByText('文件超过 3 MB，无法上传。').waitFor()
  await author.shot('files-refused')
  await expectAccessible(author)
  expect(await author.page.getByRole('button', { name: '发送', exact: true }).isDisabled()).toBe(true)
  await author.page.getByRole('button', { name: '移除全景视频素材.txt' }).click()
  await author.page.getByRole('button', { name: '发送', exact: true }).click()
  const row = reader.message('报价说明.pdf')
  await row.waitFor()
  const names = await row
    .getByRole('button', { name: /^Enlarge/ })
    .evaluateAll((all) => all.map((each) => each.ariaLabel))
  expect(names).toEqual(['Enlarge 客厅.jpg', 'Enlarge 餐厅.jpg', 'Enlarge 卧室.jpg'])
  await until(() =>
    row.locator('img').evaluateAll((all) => all.every((each) => (each as HTMLImageElement).naturalWidth > 0)),
  )
  await reader.shot('files-grid-phone')
  await expectAccessible(reader)
  await author.shot('files-grid')
  const [saved] = await Promise.all([
    reader.page.waitForEvent('download'),
    row.getByRole('link', { name: 'Download 报价说明.pdf' }).tap(),
  ])
  expect(saved.suggestedFilename()).toBe('报价说明.pdf')
})

test('a picture is pasted; once its message is deleted it is gone from every screen', async () => {
  const base64 = (await light('剪贴板', '#b0883c', 800, 600)).toString('base64')
  await author.field.focus()
  await author.page.evaluate(pastePicture, base64)
  await author.page.getByText('粘贴.jpg').waitFor()
  await author.write('从剪贴板来')
  const shown = reader.message('从剪贴板来').getByRole('button', { name: 'Enlarge 粘贴.jpg' })
  await shown.waitFor()
  const address = await shown.locator('img').getAttribute('src')
  const deeds = await author.deedsOf(author.message('从剪贴板来'))
  await deeds.getByRole('button', { name: words.more.zh }).click()
  await author.page.getByRole('menuitem', { name: words.delete.zh }).click()
  await author.page.getByRole('dialog').getByRole('button', { name: words.delete.zh }).click()
  await shown.waitFor({ state: 'detached' })
  const gone = await reader.page.evaluate(async (path) => (await fetch(path)).status, address!)
  expect(gone).toBe(404)
})

test('a picture is enlarged, zoomed and left by keyboard', async () => {
  await author.message('报价说明.pdf').getByRole('button', { name: '放大查看客厅.jpg' }).click()
  const viewer = author.page.getByRole('dialog', { name: '查看图片' })
  await viewer.getByText('第 1 张，共 3 张').waitFor()
  await author.page.keyboard.press('ArrowRight')
  await viewer.getByText('第 2 张，共 3 张').waitFor()
  await viewer.getByRole('img', { name: '餐厅.jpg' }).waitFor()
  await author.shot('files-lightbox')
  await expectAccessible(author)
  await author.page.keyboard.press('+')
  await until(() => viewer.getByRole('button', { name: '缩小' }).isEnabled())
  await author.shot('files-lightbox-zoomed')
  await author.page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await reader.message('报价说明.pdf').getByRole('button', { name: 'Enlarge 卧室.jpg' }).tap()
  const onPhone = reader.page.getByRole('dialog', { name: 'Pictures' })
  await onPhone.getByRole('img', { name: '卧室.jpg' }).waitFor()
  await reader.shot('files-lightbox-phone')
  await onPhone.getByRole('button', { name: 'Close' }).tap()
})

test('what is attached without a connection waits, goes on and is sent once', async () => {
  await author.page.context().setOffline(true)
  await choose(author, [await picture('断网时.jpg', '#7a3f8f')])
  const tray = author.page.getByRole('list', { name: '待发送的文件' })
  await tray.getByText('等待上传').waitFor()
  await author.write('断网时也能发')
  await author.page.getByText('文件上传完毕后自动发送').waitFor()
  await author.shot('files-waiting')
  await author.page.context().setOffline(false)
  await reader.message('断网时也能发').getByRole('button', { name: 'Enlarge 断网时.jpg' }).waitFor()
  await tray.waitFor({ state: 'detached' })
  expect(await reader.message('断网时也能发').count()).toBe(1)
})

interface Line {
  /** From where each piece of an upload was sent on. */
  offsets: string[]
  /** More pieces are cut off. */
  most: number
}

/** A line that lets so many pieces of an upload through, and more once it is told so. */
async function lineOf(guest: Guest, most: number): Promise<Line> {
  const line: Line = { offsets: [], most }
  await guest.page.route('**/api/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    if (line.offsets.length >= line.most) return route.abort()
    line.offsets.push(route.request().headers()['upload-offset'] ?? '')
    return route.continue()
  })
  return line
}
const long = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(2_500_000, 'lamp ') })
const trayOf = ({ page }: Guest) => page.getByRole('list', { name: '待发送的文件' })

test('a reload in the middle of an upload loses nothing: it goes on from there, and the message goes out once', async () => {
  await choose(author, [await picture('刷新前.jpg', '#2f6f8f')])
  await trayOf(author).locator('li[data-state=done]').waitFor()
  const line = await lineOf(author, 1)
  await choose(author, [long('没传完.txt')])
  await until(() => line.offsets.length === 1)
  await author.write('刷新之后自动发出')
  await author.page.getByText('文件上传完毕后自动发送').waitFor()
  await author.page.reload()
  await trayOf(author).getByText('没传完.txt').waitFor()
  await author.page.getByText('文件上传完毕后自动发送').waitFor()
  await author.shot('files-reloaded')
  line.most = 9
  const shown = reader.message('刷新之后自动发出')
  await shown.getByRole('link', { name: 'Download 没传完.txt' }).waitFor()
  await shown.getByRole('button', { name: 'Enlarge 刷新前.jpg' }).waitFor()
  await trayOf(author).waitFor({ state: 'detached' })
  expect(await shown.count()).toBe(1)
  expect(line.offsets).toEqual(['0', '1048576', '2097152'])
  await author.page.unrouteAll({ behavior: 'wait' })
  await until(async () => (await author.page.evaluate(keptBytes)) === 0)
})

test('of two tabs one goes on with an upload, and the other once that one is closed, from whatever page', async () => {
  const cut = await lineOf(author, 1)
  await choose(author, [long('两个标签页.txt')])
  await until(() => cut.offsets.length === 1)
  await author.write('由另一个标签页发出')
  await author.page.getByText('文件上传完毕后自动发送').waitFor()
  const other = guestAt(await author.context.newPage(), { url: house.url, language: 'zh', isTouch: false })
  const taken = await lineOf(other, 9)
  await other.enter(room)
  await other.page.getByRole('button', { name: '添加文件' }).waitFor()
  await other.page.goto('/people')
  await other.page.getByRole('heading', { level: 1 }).waitFor()
  expect(taken.offsets).toEqual([])
  await author.page.close()
  author = other
  await reader.message('由另一个标签页发出').getByRole('link', { name: 'Download 两个标签页.txt' }).waitFor()
  expect(await reader.message('由另一个标签页发出').count()).toBe(1)
  expect(taken.offsets).toEqual(['1048576', '2097152'])
  await author.page.unrouteAll({ behavior: 'wait' })
  await author.enter(room)
  expect(await author.field.inputValue()).toBe('')
})

test('a file that the device cannot keep is named after a reload, with what to do', async () => {
  await author.page.evaluate(() => {
    navigator.storage.estimate = async () => ({ quota: 1000, usage: 999 })
  })
  await lineOf(author, 1)
  await choose(author, [long('放不下.txt')])
  await trayOf(author).getByText('放不下.txt').waitFor()
  await author.page.reload()
  await trayOf(author).locator('li', { hasText: '放不下.txt' }).getByText('页面刷新时尚未传完').waitFor()
  await author.shot('files-lost')
  await author.page.getByRole('button', { name: '移除放不下.txt' }).click()
  await trayOf(author).waitFor({ state: 'detached' })
  await author.page.unrouteAll({ behavior: 'wait' })
})

test('whoever signs out leaves no bytes on the device', async () => {
  await lineOf(author, 1)
  await choose(author, [long('留不下.txt')])
  await until(async () => (await author.page.evaluate(keptBytes)) === 1)
  await author.page.getByRole('button', { name: words.userMenu.zh }).click()
  await author.page.getByRole('menuitem', { name: '退出登录' }).click()
  await author.page.getByLabel(words.email.zh).waitFor()
  await until(async () => (await author.page.evaluate(keptBytes)) === 0)
  await author.page.unrouteAll({ behavior: 'wait' })
})

test('no browser complained of anything', () => {
  // What the connection was cut for, the picture that is gone, and a piece that was still under way when its page was reloaded.
  const isCut = (complaint: string) => /ERR_(INTERNET_DISCONNECTED|FAILED)|404|409/.test(complaint)
  for (const guest of [author, reader]) expect(guest.complaints.filter((each) => !isCut(each))).toEqual([])
})

/** Runs in the page: as if a picture came from the clipboard. */
function pastePicture(base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const clipboardData = new DataTransfer()
  clipboardData.items.add(new File([bytes], '粘贴.jpg', { type: 'image/jpeg' }))
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}
