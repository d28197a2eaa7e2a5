import { Button } from '@mantine/core'
import { Languages } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { LatePopup } from './LatePopup.tsx'
import { latePart } from './latePart.tsx'

const fetchPart = () => import('./LanguageItems.tsx')
const LanguageChoice = latePart(async () => (await fetchPart()).LanguageChoice)

/** Each language is named in itself, so that whoever cannot read the present one finds theirs. */
export function LanguageMenu() {
  const { t, language } = useText()
  const button = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      leftSection={<Languages size={17} aria-hidden />}
      aria-label={`${t('platform.language')}: ${t(`language.self.${language}`)}`}
    >
      {t(`language.self.${language}`)}
    </Button>
  )
  return (
    <LatePopup button={button} kind="menu" fetchPart={fetchPart}>
      {(framed) => <LanguageChoice {...framed} />}
    </LatePopup>
  )
}
