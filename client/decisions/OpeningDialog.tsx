import '#client/ui/mantineLate.ts'
import './acts.texts.ts'
import { Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import type { Decision } from '#shared/decisions/decision.shape.ts'
import { MomentInput } from './MomentInput.tsx'
import { TermsList } from './TermsList.tsx'

interface Props {
  room: string
  decision: Decision
  onClose(): void
}

/** Before anybody votes: who is entitled, and by which rules. */
export function OpeningDialog({ room, decision, onClose }: Props) {
  const { t } = useText()
  const form = useCommandForm('decision.open', {
    initial: { room, decision: decision.id, closesAt: decision.closesAt },
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('decisions.act.open.title')}
      form={form}
      size="lg"
      action={
        decision.state === 'void' ? t('decisions.act.reopen', { round: decision.round + 1 }) : t('decisions.act.open')
      }
      onClose={onClose}
    >
      <Text size="sm">{t('decisions.act.open.body')}</Text>
      <TermsList room={room} decision={decision} />
      <MomentInput
        label={t('decisions.closesAt.label')}
        value={decision.closesAt}
        error={form.errorOf('closesAt')}
        onChange={(moment) => form.set('closesAt', moment)}
      />
    </FormDialog>
  )
}
