import '#client/ui/mantineLate.ts'
import './poll.texts.ts'
import { SegmentedControl, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import type { Ask } from '#shared/contract.ts'
import { ClosingChoice } from './ClosingChoice.tsx'
import { OptionInputs } from './OptionInputs.tsx'

interface Props {
  room: string
  /** What stood behind the slash. */
  question?: string
  onClose(): void
  onOpened?(): void
}

const forms = ['options', 'hands', 'temperature'] as const
type Form = (typeof forms)[number]
const hows = ['plurality', 'approval', 'irv', 'score'] as const

/** A question to the room: asked and opened in one. */
export function PollDialog({ room, question = '', onClose, onOpened }: Props) {
  const { t } = useText()
  const form = useCommandForm('poll.open', {
    initial: asked(room, question),
    // Another question begins anew: a draft of before must not take its place.
    draft: `poll.${room}.${question}`,
    onDone() {
      onOpened?.()
      onClose()
    },
  })
  const { terms } = form.values
  const kind: Form = terms.look ? 'temperature' : terms.method === 'yes-no' ? 'hands' : 'options'
  function choose(next: Form) {
    const steps = [1, 2, 3, 4, 5] as const
    const temperature = steps.map((step) => ({ id: `o${step}`, text: t(`decisions.temperature.${step}`) }))
    form.set('terms', { ...terms, ...looks[next], options: next === 'temperature' ? temperature : [] })
  }
  return (
    <FormDialog
      title={t('decisions.poll.new')}
      form={form}
      action={t('decisions.poll.open')}
      size="lg"
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('decisions.poll.form')}
        value={kind}
        data={forms.map((value) => ({ value, label: t(`decisions.poll.form.${value}`) }))}
        onChange={(next) => choose(next as Form)}
      />
      <Textarea
        data-autofocus
        autosize
        minRows={1}
        size="md"
        label={t('decisions.poll.question')}
        placeholder={t('decisions.poll.question.example')}
        {...form.field('terms.title')}
      />
      {kind === 'options' && (
        <>
          <OptionInputs
            options={terms.options ?? []}
            error={form.errorOf('terms.options')}
            onChange={(options) => form.set('terms.options', options)}
          />
          <Stack gap={4}>
            <Text size="sm" fw={500}>
              {t('decisions.poll.how')}
            </Text>
            <SegmentedControl
              aria-label={t('decisions.poll.how')}
              value={terms.method ?? 'plurality'}
              data={hows.map((value) => ({ value, label: t(`decisions.poll.how.${value}`) }))}
              onChange={(method) => form.set('terms.method', method)}
            />
          </Stack>
          <Switch
            label={t('decisions.poll.anonymous')}
            checked={terms.secrecy === 'confidential'}
            onChange={(event) => form.set('terms.secrecy', event.currentTarget.checked ? 'confidential' : 'named')}
          />
          <Switch
            label={t('decisions.poll.live')}
            checked={terms.isLive ?? false}
            onChange={(event) => form.set('terms.isLive', event.currentTarget.checked)}
          />
        </>
      )}
      {kind !== 'options' && (
        <Text size="sm" c="dimmed">
          {t(`decisions.poll.${kind}.hint`)}
        </Text>
      )}
      <ClosingChoice
        value={typeof terms.closesAt === 'number' ? terms.closesAt : null}
        error={form.errorOf('terms.closesAt')}
        onChange={(closesAt) => form.set('terms.closesAt', closesAt)}
      />
    </FormDialog>
  )
}

const looks = {
  options: { method: 'plurality', secrecy: 'named', look: undefined },
  hands: { method: 'yes-no', secrecy: 'named', isLive: true, look: undefined },
  temperature: { method: 'plurality', secrecy: 'confidential', isLive: true, look: 'temperature' },
} as const

const asked = (room: string, question: string): Ask<'poll.open'> => ({
  room,
  terms: {
    title: question,
    method: 'plurality',
    options: [],
    allowsBlank: false,
    isChangeable: true,
    isLive: true,
    secrecy: 'named',
    closesAt: null,
  },
})
