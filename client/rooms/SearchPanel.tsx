import './search.texts.ts'
import '#client/ui/mantineLate.ts'
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { CalendarDays, Files, Pin } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { GoToDay } from './GoToDay.tsx'
import { PinList, usePins } from './PinList.tsx'
import type { FindPart } from './RoomFinds.tsx'
import { useRoomTalk } from './roomContext.ts'
import { SearchView } from './SearchView.tsx'
import { nothingSought } from './sought.ts'

/** Everything by which one finds a message of this room again. */
export function SearchPanel({ start, onClose }: { start: FindPart; onClose(): void }) {
  const { t, bi } = useText()
  const { room, ofRoom } = useRoomTalk()
  const [part, setPart] = useState(start === 'files' ? 'search' : start)
  const [sought, setSought] = useState({ ...nothingSought, room, hasFile: start === 'files' })
  const pins = usePins(room)
  const titles = {
    search: t('rooms.search.titleOf', { title: bi(ofRoom.room.title) }),
    pins: t('rooms.pins'),
    day: t('rooms.goToDay'),
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={titles[part]}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {part === 'search' && (
        <SearchView sought={sought} isRoomFixed onSeek={setSought} onGo={onClose}>
          <Stack gap={6}>
            <Text size="xs" fw={650} c="dimmed">
              {t('rooms.search.shortcuts')}
            </Text>
            <Group gap={6}>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<Pin size={14} aria-hidden />}
                onClick={() => setPart('pins')}
              >
                {t('rooms.pins.count', { count: pins.length })}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<Files size={14} aria-hidden />}
                onClick={() => setSought({ ...sought, hasFile: true })}
              >
                {t('rooms.files')}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<CalendarDays size={14} aria-hidden />}
                onClick={() => setPart('day')}
              >
                {t('rooms.goToDay')}
              </Button>
            </Group>
          </Stack>
        </SearchView>
      )}
      {part === 'pins' && <PinList onGo={onClose} />}
      {part === 'day' && <GoToDay onGo={onClose} />}
    </Drawer>
  )
}
