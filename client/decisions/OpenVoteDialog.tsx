import './elections.texts.ts'
import { useText } from '#client/i18n.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import type { Office } from '#shared/decisions/election.shape.ts'
import { ClosingChoice } from './ClosingChoice.tsx'
import type { SeenElection } from './useElection.ts'

/** Opens the vote on the office whose turn it is. */
export function OpenVoteDialog({ seen, office, onClose }: { seen: SeenElection; office: Office; onClose(): void }) {
  const { t, bi } = useText()
  const { room, election } = seen
  const form = useCommandForm('election.openVote', {
    initial: { room, election: election.id, office: office.id, closesAt: null },
    onDone: onClose,
  })
  return (
    <FormDialog
      title={t('elections.office.openVote.of', { title: bi(office.title) })}
      form={form}
      action={t('elections.office.openVote')}
      onClose={onClose}
    >
      <ClosingChoice
        value={form.values.closesAt as number | null}
        error={form.errorOf('closesAt')}
        onChange={(closesAt) => form.set('closesAt', closesAt)}
      />
    </FormDialog>
  )
}
