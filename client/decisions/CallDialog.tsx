import '#client/ui/mantineLate.ts'
import './elections.texts.ts'
import { Button, NumberInput, Select, Text, Title } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { membersTexts } from '#client/members/members.texts.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { BilingualInput } from '#client/ui/BilingualInput.tsx'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import type { Ask } from '#shared/contract.ts'
import { secrecies } from '#shared/decisions/decision.ts'
import { mostOffices } from '#shared/decisions/election.ts'
import { isSecretariat } from '#shared/platform/actor.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { CalendarInputs } from './ElectionDialog.tsx'
import { OfficeInputs } from './OfficeInputs.tsx'

const dayMs = 24 * 3600_000
type Call = Ask<'election.call'>
type OfficeTerms = Call['offices'][number]

interface Props {
  room: string
  onClose(): void
  onDone(election: string): void
}

/** Two weeks for nominations, a few days to vet them, a week to vote. */
const calendarFrom = (now: number): Call['calendar'] => ({
  nominationsFrom: now,
  nominationsUntil: now + 14 * dayMs,
  voteFrom: now + 18 * dayMs,
  voteUntil: now + 25 * dayMs,
  handoverAt: now + 32 * dayMs,
})

const plainOffice = (now: number, authoritative: Language): OfficeTerms => ({
  title: { zh: '', en: '', authoritative },
  seat: null,
  places: 1,
  method: 'irv',
  isByElection: false,
  termFrom: now + 32 * dayMs,
  termUntil: now + (32 + 4 * 365) * dayMs,
})

/** The chair first, then the vice-chairs; elsewhere one office of a kind of its own. */
function usualOffices(now: number, language: Language, givesSeats: boolean): OfficeTerms[] {
  const plain = plainOffice(now, language)
  if (!givesSeats) return [plain]
  return [
    { ...plain, title: { ...membersTexts['seat.chair'], authoritative: language }, seat: 'chair' },
    {
      ...plain,
      title: { ...membersTexts['seat.viceChair'], authoritative: language },
      seat: 'viceChair',
      places: 2,
      method: 'scottish-stv',
    },
  ]
}

/** Calls an election: its offices, its days, and how votes are cast. */
export function CallDialog({ room, onClose, onDone }: Props) {
  const { t, language } = useText()
  const { actor } = useMe()
  const [now] = useState(() => Math.floor(serverNow() / 60_000) * 60_000)
  const givesSeats = isSecretariat(actor)
  const form = useCommandForm('election.call', {
    initial: {
      room,
      title: { zh: '', en: '', authoritative: language },
      offices: usualOffices(now, language, givesSeats),
      calendar: calendarFrom(now),
      seconders: 1,
      electorate: 'person',
      secrecy: 'secret',
    },
    onDone: ({ election }) => onDone(election),
  })
  const { offices, calendar } = form.values
  /** A term begins with the handover. */
  function setDay(path: string, value: unknown) {
    form.set(path, value)
    if (path !== 'calendar.handoverAt') return
    form.set(
      'offices',
      offices.map((office) => ({ ...office, termFrom: value })),
    )
  }
  return (
    <FormDialog title={t('elections.call')} form={form} action={t('elections.call')} size="lg" onClose={onClose}>
      <BilingualInput form={form} path="title" legend={t('elections.name')} autoFocus />
      <Title order={3} size="h5">
        {t('elections.office.inTurn')}
      </Title>
      {offices.map((office, at) => (
        <OfficeInputs
          // biome-ignore lint/suspicious/noArrayIndexKey: offices are known by their place
          key={at}
          form={form}
          at={at}
          office={office}
          givesSeats={givesSeats}
          {...(offices.length > 1
            ? {
                onDrop: () =>
                  form.set(
                    'offices',
                    offices.filter((_, other) => other !== at),
                  ),
              }
            : {})}
        />
      ))}
      {offices.length < mostOffices && (
        <Button
          variant="default"
          leftSection={<Plus size={15} aria-hidden />}
          onClick={() => form.set('offices', [...offices, plainOffice(now, language)])}
        >
          {t('elections.office.add')}
        </Button>
      )}
      <Title order={3} size="h5">
        {t('elections.calendar')}
      </Title>
      <CalendarInputs form={{ ...form, set: setDay }} calendar={calendar} />
      <NumberInput label={t('elections.seconders')} min={0} max={20} {...form.field('seconders')} />
      <Select
        label={t('elections.electorate')}
        allowDeselect={false}
        data={(['person', 'organisation'] as const).map((value) => ({
          value,
          label: t(`elections.electorate.${value}`),
        }))}
        {...form.field('electorate')}
      />
      <Select
        label={t('elections.secrecy')}
        allowDeselect={false}
        data={secrecies.map((value) => ({ value, label: t(`elections.secrecy.${value}`) }))}
        {...form.field('secrecy')}
      />
      <Text size="xs" c="dimmed">
        {t('elections.none.hint')}
      </Text>
    </FormDialog>
  )
}
