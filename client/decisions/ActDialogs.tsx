import '#client/ui/mantineLate.ts'
import './acts.texts.ts'
import { Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { FormDialog, ReasonInput } from '#client/ui/FormDialog.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import type { Act } from './DecisionActs.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import { MomentInput } from './MomentInput.tsx'
import { OpeningDialog } from './OpeningDialog.tsx'
import { useSeatName } from './useSeatName.ts'

interface Props {
  room: string
  decision: Decision
  onClose(): void
}

/** Each act's own dialog: what will come of it, and what it needs to know. */
export function ActDialog({ act, ...props }: Props & { act: Act }) {
  switch (act) {
    case 'open':
      return <OpeningDialog {...props} />
    case 'change':
      return <DecisionDialog {...props} />
    case 'discard':
      return <Plain name="discard" {...props} />
    case 'close':
      return <Plain name="close" {...props} />
    case 'extend':
      return <ExtendDialog {...props} />
    case 'throw':
      return <DiceDialog {...props} />
    case 'declare':
      return <DeclareDialog {...props} />
    case 'void':
      return <VoidDialog {...props} />
    case 'missing':
      return <MissingDialog {...props} />
  }
}

function Plain({ name, room, decision: { id, round }, onClose }: Props & { name: 'discard' | 'close' }) {
  const { t } = useText()
  const discard = useCommand('decision.discard')
  const close = useCommand('decision.close')
  const of = { room, decision: id }
  const deed =
    name === 'close' ? { ...close, run: () => close.run({ ...of, round }) } : { ...discard, run: () => discard.run(of) }
  return (
    <Confirm
      title={t(`decisions.act.${name}.title`)}
      body={t(`decisions.act.${name}.body`)}
      action={t(`decisions.act.${name}`)}
      deed={deed}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

function VoidDialog({ room, decision, onClose }: Props) {
  const { t } = useText()
  const deed = useCommand('decision.void')
  return (
    <ConfirmWithReason
      title={t('decisions.act.void.title')}
      body={t('decisions.act.void.body')}
      action={t('decisions.act.void')}
      isDangerous
      deed={{ ...deed, run: (reason) => deed.run({ room, decision: decision.id, reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

function ExtendDialog({ room, decision, onClose }: Props) {
  const { t } = useText()
  const form = useCommandForm('decision.extend', {
    initial: { room, decision: decision.id, closesAt: decision.closesAt, reason: '' },
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('decisions.act.extend.title')}
      form={form}
      action={t('decisions.act.extend')}
      onClose={onClose}
    >
      <MomentInput
        label={t('decisions.act.extend.until')}
        value={decision.closesAt}
        error={form.errorOf('closesAt')}
        onChange={(moment) => form.set('closesAt', moment)}
      />
      <ReasonInput form={form} />
    </FormDialog>
  )
}

function DiceDialog({ room, decision, onClose }: Props) {
  const { t } = useText()
  const form = useCommandForm('decision.throw', {
    initial: { room, decision: decision.id, thrown: '' },
    onDone: onClose,
  })
  return (
    <FormDialog title={t('decisions.act.throw')} form={form} onClose={onClose}>
      <TextInput
        data-autofocus
        size="md"
        inputMode="numeric"
        label={t('decisions.act.throw.figures')}
        description={t('decisions.act.throw.hint')}
        {...form.field('thrown')}
      />
    </FormDialog>
  )
}

function DeclareDialog({ room, decision, onClose }: Props) {
  const { t } = useText()
  const form = useCommandForm('decision.declare', {
    initial: { room, decision: decision.id, casting: null },
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('decisions.act.declare.title')}
      form={form}
      action={t('decisions.act.declare')}
      onClose={onClose}
    >
      <Text size="sm">{t('decisions.act.declare.body')}</Text>
      {decision.result?.awaits === 'casting' && (
        <Radio.Group
          label={t('decisions.act.casting')}
          value={form.values.casting ?? null}
          error={form.errorOf('casting')}
          onChange={(says) => form.set('casting', says)}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="yes" label={t('decisions.yes')} />
            <Radio value="no" label={t('decisions.no')} />
          </Stack>
        </Radio.Group>
      )}
    </FormDialog>
  )
}

function MissingDialog({ room, decision, onClose }: Props) {
  const { t } = useText()
  const { data, error, refetch } = useAsk('decision.missing', { room, decision: decision.id })
  const nameOf = useSeatName()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('decisions.act.missing')}
      closeButtonProps={{ 'aria-label': t('platform.close') }}
    >
      {!data && !error && <ListSkeleton rows={3} />}
      {error && !data && <ErrorState refusal={error} onRetry={() => void refetch()} />}
      {data?.seats.length === 0 && <Text>{t('decisions.missing.none')}</Text>}
      <ul>
        {data?.seats.map(({ id }) => (
          <li key={id}>{nameOf(id)}</li>
        ))}
      </ul>
    </Modal>
  )
}
