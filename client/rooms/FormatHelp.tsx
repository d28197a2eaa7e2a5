import { ActionIcon } from '@mantine/core'
import { CaseSensitive } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { LatePopup } from '#client/ui/LatePopup.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { lateParts } from './lateParts.ts'

const FormatMarks = latePart(async () => (await lateParts.format()).FormatMarks)

/** How to write bold, lists, links and so on. */
export function FormatHelp() {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const button = (
    <Hint label={t('rooms.format')} isOff={isOpen}>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('rooms.format')}>
        <CaseSensitive size={20} aria-hidden />
      </ActionIcon>
    </Hint>
  )
  return (
    <LatePopup button={button} kind="dialog" fetchPart={lateParts.format} onChange={setOpen}>
      {(framed) => <FormatMarks {...framed} />}
    </LatePopup>
  )
}
