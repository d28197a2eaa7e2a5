import './elections.texts.ts'
import { Textarea } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { useCommandForm } from '#client/platform/useCommandForm.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { ConfirmWithReason } from '#client/ui/ConfirmWithReason.tsx'
import { FormDialog } from '#client/ui/FormDialog.tsx'
import type { Nomination } from '#shared/decisions/election.shape.ts'

interface Props {
  at: { room: string; nomination: string }
  onClose(): void
}

export function RejectDialog({ at, name, onClose }: Props & { name: string }) {
  const { t } = useText()
  const vet = useCommand('nomination.vet')
  return (
    <ConfirmWithReason
      title={t('elections.reject.title', { name })}
      body={t('elections.reject.body')}
      action={t('elections.reject')}
      isDangerous
      deed={{ ...vet, run: (reason) => vet.run({ ...at, verdict: 'reject', reason }) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

export function WithdrawDialog({ at, onClose }: Props) {
  const { t } = useText()
  const withdraw = useCommand('nomination.withdraw')
  return (
    <Confirm
      title={t('elections.withdraw.title')}
      body={t('elections.withdraw.body')}
      action={t('elections.withdraw')}
      deed={{ ...withdraw, run: () => withdraw.run(at) }}
      onClose={onClose}
      onDone={onClose}
    />
  )
}

/** What a candidate stands for, in their own words. */
export function StatementDialog({ at, statement, onClose }: Props & Pick<Nomination, 'statement'>) {
  const { t } = useText()
  const initial = { ...at, statement: { ...statement } }
  const form = useCommandForm('nomination.describe', { initial, onDone: onClose, draft: `statement.${at.nomination}` })
  return (
    <FormDialog title={t('elections.statement')} form={form} size="lg" onClose={onClose}>
      {(['zh', 'en'] as const).map((language) => (
        <Textarea
          key={language}
          label={`${t('elections.statement')} (${t(`language.${language}`)})`}
          description={t('elections.statement.hint')}
          lang={language === 'zh' ? 'zh-CN' : 'en'}
          autosize
          minRows={4}
          maxRows={12}
          data-autofocus={language === 'zh' || undefined}
          {...form.field(`statement.${language}`)}
        />
      ))}
    </FormDialog>
  )
}
