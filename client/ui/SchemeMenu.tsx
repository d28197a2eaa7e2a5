import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { Moon, Sun, SunMoon } from 'lucide-react'
import { useText } from '#client/i18n.ts'

const schemes: { scheme: MantineColorScheme; icon: typeof Sun }[] = [
  { scheme: 'light', icon: Sun },
  { scheme: 'dark', icon: Moon },
  { scheme: 'auto', icon: SunMoon },
]

export function SchemeMenu() {
  const { t } = useText()
  const { colorScheme } = useMantineColorScheme()
  const Icon = schemes.find(({ scheme }) => scheme === colorScheme)?.icon ?? SunMoon
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={`${t('platform.scheme')}: ${t(`scheme.${colorScheme}`)}`}
        >
          <Icon size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <SchemeItems />
      </Menu.Dropdown>
    </Menu>
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
