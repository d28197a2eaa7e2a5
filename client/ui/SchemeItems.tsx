import { Menu, useMantineColorScheme } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Framed } from './LatePopup.tsx'
import { MenuFrame } from './MenuFrame.tsx'
import { schemes } from './SchemeMenu.tsx'

export function SchemeChoice(framed: Framed) {
  return (
    <MenuFrame {...framed}>
      <SchemeItems />
    </MenuFrame>
  )
}

export function SchemeItems() {
  const { t } = useText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return schemes.map(({ scheme }) => (
    <Menu.RadioItem
      key={scheme}
      value={scheme}
      checked={scheme === colorScheme}
      onChange={() => setColorScheme(scheme)}
    >
      {t(`scheme.${scheme}`)}
    </Menu.RadioItem>
  ))
}
