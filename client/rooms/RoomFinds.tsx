import { ActionIcon } from '@mantine/core'
import { Search } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { Hint } from '#client/ui/Hint.tsx'
import { latePart } from '#client/ui/latePart.tsx'
import { lateParts, opens } from './lateParts.ts'

const SearchPanel = latePart(async () => (await lateParts.search()).SearchPanel)
const PinsButton = latePart(async () => (await lateParts.pins()).PinsButton)

const findParts = ['search', 'pins', 'files', 'day'] as const
export type FindPart = (typeof findParts)[number]

/** The ways to what was said in this room before; `?find=pins` in the address opens one of them. */
export function RoomFinds() {
  const { t } = useText()
  const [open, setOpen] = useState<FindPart | null>(null)
  const [params, setParams] = useSearchParams()
  const asked = findParts.find((part) => part === params.get('find'))
  useEffect(() => {
    if (!asked) return
    setParams({}, { replace: true })
    setOpen(asked)
  }, [asked, setParams])
  return (
    <>
      <Suspense>
        <PinsButton onOpen={() => setOpen('pins')} />
      </Suspense>
      <Hint label={t('rooms.search')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('rooms.search')}
          onClick={() => setOpen('search')}
          {...opens('search')}
        >
          <Search size={17} aria-hidden />
        </ActionIcon>
      </Hint>
      <Suspense>{open && <SearchPanel key={open} start={open} onClose={() => setOpen(null)} />}</Suspense>
    </>
  )
}
