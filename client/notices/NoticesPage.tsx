import './notices.texts.ts'
import { Button } from '@mantine/core'
import { BellRing, CheckCheck, Settings2 } from 'lucide-react'
import { Link } from 'react-router'
import { useText } from '#client/i18n.ts'
import { serverNow } from '#client/platform/serverClock.ts'
import { useCommand } from '#client/platform/useCommand.ts'
import { Card } from '#client/ui/Card.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import classes from './NoticesPage.module.css'
import { useNotices } from './useNotices.ts'

/** What concerns one: mentions, answers, reactions and the like, the newest first. */
export function NoticesPage() {
  const { t } = useText()
  const { notices, unread, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useNotices()
  const read = useCommand('notice.read')
  const readAll = useCommand('notice.readAll')
  const actions = (
    <>
      <Button
        component={Link}
        to="/notices/settings"
        variant="subtle"
        px="xs"
        leftSection={<Settings2 size={16} aria-hidden />}
      >
        {t('notices.settings')}
      </Button>
      <Button
        variant="default"
        leftSection={<CheckCheck size={16} aria-hidden />}
        disabled={unread === 0}
        loading={readAll.isPending}
        onClick={() => void readAll.run({ upTo: Math.max(serverNow(), notices[0]?.at ?? 0) })}
      >
        {t('notices.readAll')}
      </Button>
    </>
  )
  return (
    <Page title={t('platform.notices')} actions={actions}>
      <Card p={0}>
        {isPending && <ListSkeleton />}
        {error && notices.length === 0 && <ErrorState refusal={error} onRetry={() => void refetch()} />}
        {!isPending && !error && notices.length === 0 && (
          <EmptyState icon={BellRing} title={t('notices.none')} hint={t('notices.none.hint')}>
            <Button component={Link} to="/rooms" variant="default">
              {t('notices.toRooms')}
            </Button>
          </EmptyState>
        )}
        <ul className={classes.list}>
          {notices.map((notice) => (
            <NoticeRow
              key={notice.group}
              notice={notice}
              onOpen={() => void read.run({ ids: notice.ids.slice(0, 500) })}
            />
          ))}
        </ul>
        {hasNextPage && (
          <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('notices.older')}
          </Button>
        )}
      </Card>
    </Page>
  )
}
