import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { Moon, Sun, SunMoon } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { LatePopup } from './LatePopup.tsx'
import { latePart } from './latePart.tsx'

export const schemes: { scheme: MantineColorScheme; icon: typeof Sun }[] = [
  { scheme: 'light', icon: Sun },
  { scheme: 'dark', icon: Moon },
  { scheme: 'auto', icon: SunMoon },
]

const fetchPart = () => import('./SchemeItems.tsx')
const SchemeChoice = latePart(async () => (await fetchPart()).SchemeChoice)

export function SchemeMenu() {
  const { t } = useText()
  const { colorScheme } = useMantineColorScheme()
  const Icon = schemes.find(({ scheme }) => scheme === colorScheme)?.icon ?? SunMoon
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={34}
      aria-label={`${t('platform.scheme')}: ${t(`scheme.${colorScheme}`)}`}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
  return (
    <LatePopup button={button} kind="menu" fetchPart={fetchPart}>
      {(framed) => <SchemeChoice {...framed} />}
    </LatePopup>
  )
}
