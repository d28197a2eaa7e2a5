import './tokens.texts.ts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useAsk } from '#client/platform/useAsk.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Card } from '#client/ui/Card.tsx'
import { Confirm } from '#client/ui/Confirm.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import { TokenDialog } from './TokenDialog.tsx'
import classes from './TokensPage.module.css'

type Token = QueryOutput<'tokens.mine'>['tokens'][number]

export function TokensPage() {
  const { t } = useText()
  const { data, error, refetch } = useAsk('tokens.mine', {})
  const [isMaking, making] = useDisclosure(false)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const revoke = useCommand('token.revoke')
  const create = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={making.open}>
      {t('members.tokens.new')}
    </Button>
  )
  return (
    <Page title={t('members.tokens')} description={t('members.tokens.lead')} actions={create}>
      <Card p={0}>
        {!data && !error && <ListSkeleton rows={3} />}
        {error && <ErrorState refusal={error} onRetry={refetch} />}
        {data?.tokens.length === 0 && (
          <EmptyState icon={KeyRound} title={t('members.tokens.none')} hint={t('members.tokens.none.hint')} />
        )}
        {data && data.tokens.length > 0 && <TokenList tokens={data.tokens} onRevoke={setRevoking} />}
      </Card>
      {isMaking && <TokenDialog onClose={making.close} onMade={() => refetch()} />}
      {revoking && (
        <Confirm
          title={t('members.tokens.revoke.title')}
          body={t('members.tokens.revoke.body', { label: revoking.label })}
          action={t('members.tokens.revoke')}
          deed={{ ...revoke, run: () => revoke.run({ token: revoking.id }) }}
          onClose={() => {
            revoke.clear()
            setRevoking(null)
          }}
          onDone={() => {
            setRevoking(null)
            void refetch()
          }}
        />
      )}
    </Page>
  )
}

function TokenList({ tokens, onRevoke }: { tokens: readonly Token[]; onRevoke(token: Token): void }) {
  const { t, date, relative } = useText()
  return (
    <ul className={classes.list}>
      {tokens.map((token) => (
        <li key={token.id} className={classes.row}>
          <Stack gap={2} miw={0}>
            <Text fw={600} size="sm">
              {token.label}
            </Text>
            <Text size="xs" c="dimmed">
              {[
                token.scopes.map((scope) => t(`scope.${scope}`)).join(t('platform.listMark')),
                t('members.tokens.until', { date: date(token.expiresAt) }),
                token.lastUsedAt
                  ? t('members.tokens.used', { when: relative(token.lastUsedAt) })
                  : t('members.tokens.unused'),
              ].join(' · ')}
            </Text>
          </Stack>
          <Group gap="xs" ml="auto">
            <Button
              variant="subtle"
              color="red"
              size="xs"
              aria-label={t('members.tokens.revoke.named', { label: token.label })}
              onClick={() => onRevoke(token)}
            >
              {t('members.tokens.revoke')}
            </Button>
          </Group>
        </li>
      ))}
    </ul>
  )
}
