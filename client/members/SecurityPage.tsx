import './security.texts.ts'
import { Alert } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { Card } from '#client/ui/Card.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { FormSkeleton, ListSkeleton } from '#client/ui/Skeletons.tsx'
import { EmailForm } from './EmailForm.tsx'
import { ExportCard } from './ExportCard.tsx'
import { LeaveCard } from './LeaveCard.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactorCard } from './SecondFactorCard.tsx'
import { SessionList } from './SessionList.tsx'

/** Who can sign in as oneself, and from where. */
export function SecurityPage() {
  const { t } = useText()
  const { data: account, error, refetch } = useAsk('account.mine', {})
  const readAgain = () => void refetch()
  return (
    <Page title={t('members.security')} description={t('members.security.lead')} width="narrow">
      {account?.isDemoSeat && <Alert>{t('members.demoSeat.hint')}</Alert>}
      {error && <ErrorState refusal={error} onRetry={refetch} />}
      <Card>
        {account ? (
          <SecondFactorCard isOn={account.hasSecondFactor} onChanged={readAgain} />
        ) : (
          !error && <FormSkeleton fields={1} />
        )}
      </Card>
      <Card>
        {account ? (
          <SessionList sessions={account.sessions} onChanged={readAgain} />
        ) : (
          !error && <ListSkeleton rows={2} />
        )}
      </Card>
      <Card>
        {account ? (
          <EmailForm email={account.email} newEmail={account.newEmail} onChanged={readAgain} />
        ) : (
          !error && <FormSkeleton fields={2} />
        )}
      </Card>
      <Card>
        <PasswordForm />
      </Card>
      <Card>
        <ExportCard />
      </Card>
      {account && (
        <Card>
          <LeaveCard leavingAt={account.leavingAt} onChanged={readAgain} />
        </Card>
      )}
    </Page>
  )
}
