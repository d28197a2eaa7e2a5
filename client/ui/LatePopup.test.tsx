import { ActionIcon, Menu } from '@mantine/core'
import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderPage } from '#client/testing/render.tsx'
import { Hint } from './Hint.tsx'
import { type Framed, LatePopup } from './LatePopup.tsx'
import { latePart } from './latePart.tsx'
import { MenuFrame } from './MenuFrame.tsx'
import { PopoverFrame } from './PopoverFrame.tsx'

const WayMenu = (framed: Framed) => (
  <MenuFrame {...framed}>
    <Menu.Item>North</Menu.Item>
    <Menu.Item>South</Menu.Item>
  </MenuFrame>
)
const WayPanel = (framed: Framed) => (
  <PopoverFrame {...framed}>
    {(close) => (
      <button type="button" onClick={close}>
        North
      </button>
    )}
  </PopoverFrame>
)

function renderWay(kind: 'menu' | 'dialog', fetchPart: () => Promise<typeof WayMenu>) {
  const Way = latePart(fetchPart)
  const onChange = vi.fn()
  const button = (
    <Hint label="Where to">
      <ActionIcon aria-label="Ways" />
    </Hint>
  )
  const rendered = renderPage(
    <LatePopup button={button} kind={kind} fetchPart={fetchPart} onChange={onChange}>
      {(framed) => <Way {...framed} />}
    </LatePopup>,
  )
  return { ...rendered, onChange }
}
const ways = () => screen.getByRole('button', { name: 'Ways' })

test('a menu opens with the press that fetches it, takes the keyboard and gives it back', async () => {
  const { user, onChange } = renderWay('menu', async () => WayMenu)
  expect(ways().getAttribute('aria-haspopup')).toBe('menu')
  await user.tab()
  await user.keyboard('{Enter}')
  const north = await screen.findByRole('menuitem', { name: 'North' })
  await waitFor(() => expect(document.activeElement).toBe(north))
  expect(ways().getAttribute('aria-expanded')).toBe('true')
  await user.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toBe('South')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(ways()))
  expect(screen.queryByRole('menu')).toBeNull()
  expect(onChange.mock.calls).toEqual([[true], [false]])
  await user.click(ways())
  expect(await screen.findByRole('menu')).toBeTruthy()
})

test('a panel closes when it says so, and by its button', async () => {
  const { user, onChange } = renderWay('dialog', async () => WayPanel)
  await user.click(ways())
  await user.click(await screen.findByRole('button', { name: 'North' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  await user.click(ways())
  await screen.findByRole('dialog')
  await user.click(ways())
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(onChange.mock.calls).toEqual([[true], [false], [true], [false]])
})

test('what this device does not have says so beside its button, and may be tried again', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const fetchPart = vi.fn(async () => WayMenu).mockRejectedValueOnce(new TypeError('offline'))
  fetchPart.mockRejectedValueOnce(new TypeError('offline'))
  const { user, onChange } = renderWay('menu', fetchPart)
  ways().click()
  expect(await screen.findByRole('alert')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Close' }))
  expect(onChange.mock.calls).toEqual([[true], [false]])
  await user.click(ways())
  expect(await screen.findByRole('menuitem', { name: 'North' })).toBeTruthy()
})

test('a mouse that rests on a thing is told what it is, until it leaves or presses', async () => {
  const onPointerEnter = vi.fn()
  const { user } = renderPage(
    <Hint label="Where to">
      <ActionIcon aria-label="Ways" onPointerEnter={onPointerEnter} />
    </Hint>,
  )
  await user.hover(ways())
  expect((await screen.findByRole('tooltip')).textContent).toBe('Where to')
  expect(onPointerEnter).toHaveBeenCalledOnce()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull())
  await user.unhover(ways())
  await user.hover(ways())
  await screen.findByRole('tooltip')
  await user.click(ways())
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull())
})
