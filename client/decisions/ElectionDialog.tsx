import './elections.texts.ts'
import { Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import type { BilingualForm } from '#client/ui/BilingualInput.tsx'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import type { Election } from '#shared/decisions/election.shape.ts'
import { daysToPlan, electionDays } from '#shared/decisions/election.ts'
import type { ElectionDeed } from './ElectionPage.tsx'
import { MomentInput } from './MomentInput.tsx'
import type { SeenElection } from './useElection.ts'

interface Props {
  seen: SeenElection
  onClose(): void
}

/** What those who run an election do about it as a whole. */
export function ElectionDialog({ deed, ...props }: Props & { deed: ElectionDeed }) {
  switch (deed) {
    case 'closeNominations':
      return <CloseNominations {...props} />
    case 'draw':
      return <Draw {...props} />
    case 'plan':
      return <Plan {...props} />
    default:
      return <Cancel {...props} />
  }
}

const at = ({ room, election }: SeenElection) => ({ room, election: election.id })

function CloseNominations({ seen, onClose }: Props) {
  const { t } = useText()
  const initial = { ...at(seen), reason: '' }
  const form = useCommandForm('election.closeNominations', { initial, onDone: onClose })
  return (
    <FormDialog
      title={t('elections.closeNominations')}
      form={form}
      action={t('elections.closeNominations')}
      onClose={onClose}
    >
      <Text size="sm">{t('elections.closeNominations.hint')}</Text>
      <Textarea label={t('platform.reason')} autosize minRows={2} data-autofocus {...form.field('reason')} />
    </FormDialog>
  )
}

function Draw({ seen, onClose }: Props) {
  const { t } = useText()
  const form = useCommandForm('election.draw', { initial: { ...at(seen), dice: '' }, onDone: onClose })
  return (
    <FormDialog title={t('elections.draw')} form={form} action={t('elections.draw')} onClose={onClose}>
      <Text size="sm">{t('elections.draw.hint')}</Text>
      <TextInput
        label={t('elections.draw.dice')}
        inputMode="numeric"
        autoComplete="off"
        required
        data-autofocus
        {...form.field('dice')}
      />
    </FormDialog>
  )
}

function Plan({ seen, onClose }: Props) {
  const { t } = useText()
  const { calendar, state } = seen.election
  const initial = { ...at(seen), calendar: { ...calendar }, reason: '' }
  const form = useCommandForm('election.plan', { initial, onDone: onClose })
  return (
    <FormDialog title={t('elections.plan')} form={form} onClose={onClose}>
      <CalendarInputs form={form} calendar={calendar} days={daysToPlan(state)} />
      <ReasonInput form={form} />
    </FormDialog>
  )
}

function Cancel({ seen, onClose }: Props) {
  const { t } = useText()
  const cancel = useCommand('election.cancel')
  return (
    <ConfirmWithReason
      title={t('elections.cancel')}
      body={t('elections.cancel.body')}
      action={t('elections.cancel')}
      isDangerous
      deed={{ ...cancel, run: (reason) => cancel.run({ ...at(seen), reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

/** The days of an election, each with its time. */
export function CalendarInputs(props: {
  form: BilingualForm
  calendar: Election['calendar']
  days?: readonly (typeof electionDays)[number][]
}) {
  const { form, calendar, days = electionDays } = props
  const { t } = useText()
  return (
    <Stack gap="xs">
      {days.map((day) => (
        <MomentInput
          key={day}
          label={t(`elections.day.${day}`)}
          value={calendar[day]}
          error={form.errorOf(`calendar.${day}`)}
          onChange={(moment) => form.set(`calendar.${day}`, moment ?? 0)}
        />
      ))}
    </Stack>
  )
}
