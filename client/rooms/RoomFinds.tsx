import { ActionIcon, Tooltip } from '@mantine/core'
import { Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { lateParts } from './lateParts.ts'

const SearchPanel = lazy(async () => ({ default: (await lateParts.search()).SearchPanel }))
const PinsButton = lazy(async () => ({ default: (await lateParts.pins()).PinsButton }))

/** The ways to what was said in this room before. */
export function RoomFinds() {
  const { t } = useText()
  const [open, setOpen] = useState<'search' | 'pins' | null>(null)
  return (
    <>
      <Suspense>
        <PinsButton onOpen={() => setOpen('pins')} />
      </Suspense>
      <Tooltip label={t('rooms.search')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('rooms.search')}
          onClick={() => setOpen('search')}
        >
          <Search size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Suspense>{open && <SearchPanel start={open} onClose={() => setOpen(null)} />}</Suspense>
    </>
  )
}
