import { Button, Menu } from '@mantine/core'
import { Languages } from 'lucide-react'
import { showIn, useText } from '#client/i18n.ts'
import { languages } from '#shared/platform/language.ts'

/** Each language is named in itself, so that whoever cannot read the present one finds theirs. */
export function LanguageMenu() {
  const { t, language } = useText()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<Languages size={17} aria-hidden />}
          aria-label={`${t('platform.language')}: ${t(`language.self.${language}`)}`}
        >
          {t(`language.self.${language}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems onChoose={showIn} />
      </Menu.Dropdown>
    </Menu>
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
