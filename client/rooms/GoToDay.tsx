import './search.texts.ts'
import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { usePlace, useText } from '#client/i18n.ts'
import { ask } from '#client/platform/hub.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { useDeed } from '#client/platform/useDeed.ts'
import { FormRefusal } from '#client/ui/FormRefusal.tsx'
import { dayIn, startOfDay } from '#shared/platform/days.ts'
import { useRoomTalk } from './roomContext.ts'

/** Opens the room at the first message of a day, as days are where the reader is. */
export function GoToDay({ onGo }: { onGo(): void }) {
  const { t } = useText()
  const { room, goTo } = useRoomTalk()
  const timeZone = usePlace((place) => place.timeZone)
  const today = dayIn(serverNow(), timeZone)
  const [day, setDay] = useState(today)
  const [isMissing, setMissing] = useState(false)
  const find = useDeed((at: number) => ask('messages.since', { room, at }))

  async function go(event: React.FormEvent) {
    event.preventDefault()
    const found = await find.run(startOfDay(day, timeZone))
    if (!found) return
    setMissing(found.message === null)
    if (!found.message) return
    goTo(found.message)
    onGo()
  }
  return (
    <form onSubmit={(event) => void go(event)}>
      <Stack gap="sm">
        <TextInput
          type="date"
          data-autofocus
          required
          label={t('rooms.day')}
          max={today}
          value={day}
          error={isMissing && t('rooms.noSuchDay')}
          onChange={(event) => {
            setMissing(false)
            setDay(event.currentTarget.value)
          }}
        />
        <FormRefusal refusal={find.refusal} />
        <Button type="submit" loading={find.isPending} disabled={day === ''}>
          {t('rooms.goThere')}
        </Button>
      </Stack>
    </form>
  )
}
