import '#client/ui/mantineLate.ts'
import { Accordion, Alert, Badge, Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Inbox, Info } from 'lucide-react'
import { useText } from '#client/i18n.ts'
import { ask } from '#client/platform/hub.ts'
import { Card } from '#client/ui/Card.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import type { QueryOutput } from '#shared/contract.ts'
import type { Refusal } from '#shared/platform/refusal.ts'
import { LinkedText } from './LinkedText.tsx'
import classes from './MailsPage.module.css'

type Mail = QueryOutput<'mails.list'>['mails'][number]
const colours: Record<Mail['state'], string> = { kept: 'yellow', sent: 'teal', failed: 'red' }

/** The hub's pages are longer; one below this is the last. */
const shortestPage = 20

/** What the hub wrote. Where no mail server is set, this is where invitations are read. */
export function MailsPage() {
  const { t } = useText()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery<
    QueryOutput<'mails.list'>,
    Refusal
  >({
    queryKey: ['mails.list'],
    queryFn: ({ pageParam }) => ask('mails.list', pageParam ? { before: pageParam as number } : {}),
    initialPageParam: undefined,
    getNextPageParam: ({ mails }) => (mails.length < shortestPage ? undefined : mails.at(-1)?.at),
  })
  const mails = data?.pages.flatMap((page) => page.mails) ?? []
  return (
    <Page title={t('members.mails')} description={t('members.mails.lead')}>
      {data?.pages[0]?.isSending === false && (
        <Alert role="note" variant="light" icon={<Info size={18} aria-hidden />}>
          {t('members.mails.kept.lead')}
        </Alert>
      )}
      <Card p={0}>
        {!data && !error && <ListSkeleton rows={5} />}
        {error && <ErrorState refusal={error} onRetry={refetch} />}
        {data && mails.length === 0 && (
          <EmptyState icon={Inbox} title={t('members.mails.none')} hint={t('members.mails.none.hint')} />
        )}
        {mails.length > 0 && <MailList mails={mails} />}
      </Card>
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('members.mails.older')}
          </Button>
        </Group>
      )}
    </Page>
  )
}

function MailList({ mails }: { mails: readonly Mail[] }) {
  const { t, relative, date, time } = useText()
  return (
    <Accordion>
      {mails.map((mail) => (
        <Accordion.Item key={mail.id} value={mail.id}>
          <Accordion.Control>
            <span className={classes.head}>
              <Badge size="sm" variant="light" color={colours[mail.state]}>
                {t(`members.mails.${mail.state}`)}
              </Badge>
              <Text component="span" size="sm" fw={600} truncate className={classes.subject}>
                {mail.subject}
              </Text>
              <Text component="span" size="sm" c="dimmed" truncate className={classes.to}>
                {mail.to}
              </Text>
              <Text component="span" size="xs" c="dimmed" title={`${date(mail.at)} ${time(mail.at)}`}>
                {relative(mail.at)}
              </Text>
            </span>
          </Accordion.Control>
          <Accordion.Panel>
            {mail.text ? (
              <LinkedText text={mail.text} />
            ) : (
              <Text size="sm" c="dimmed">
                {t('members.mails.textGone')}
              </Text>
            )}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
