import { Menu } from '@mantine/core'
import { showIn, useText } from '#client/i18n.ts'
import { languages } from '#shared/platform/language.ts'
import type { Framed } from './LatePopup.tsx'
import { MenuFrame } from './MenuFrame.tsx'

export function LanguageChoice(framed: Framed) {
  return (
    <MenuFrame {...framed}>
      <LanguageItems onChoose={showIn} />
    </MenuFrame>
  )
}

export function LanguageItems({ onChoose }: { onChoose(language: (typeof languages)[number]): void }) {
  const { t, language: shown } = useText()
  return languages.map((language) => (
    <Menu.RadioItem
      key={language}
      value={language}
      checked={language === shown}
      lang={language === 'zh' ? 'zh-CN' : 'en'}
      onChange={() => onChoose(language)}
    >
      {t(`language.self.${language}`)}
    </Menu.RadioItem>
  ))
}
