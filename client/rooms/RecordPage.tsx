import '#client/ui/mantineLate.ts'
import './moderation.texts.ts'
import './record.texts.ts'
import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { useText } from '#client/i18n.ts'
import { usePeopleById } from '#client/members/people.store.ts'
import { ask } from '#client/platform/hub.ts'
import { holdRoom, useRoomState } from '#client/platform/rooms.ts'
import { Card } from '#client/ui/Card.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Page } from '#client/ui/Page.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { reasonIn } from '#shared/causes.ts'
import type { QueryAsk, QueryOutput } from '#shared/contract.ts'
import { clusterRoom } from '#shared/members/person.ts'
import type { Refusal } from '#shared/platform/refusal.ts'
import type { Act } from '#shared/rooms/moderation.contract.ts'
import { clusterActKinds, roomActKinds } from '#shared/rooms/record.ts'
import { RecordExport } from './RecordExport.tsx'
import { noFilter, type RecordFilter, RecordFilters } from './RecordFilters.tsx'
import classes from './RecordPage.module.css'
import { type RecordWords, sentenceOf } from './record.ts'
import { useOfRoom } from './roomView.ts'
import { VerifyPanel } from './VerifyPanel.tsx'

/** `/rooms/:room/record`: what those who run the room did and why, and the proof that the log was not changed. */
export function RecordPage() {
  const { room = '' } = useParams()
  const { t, bi } = useText()
  useEffect(() => holdRoom(room), [room])
  const ofRoom = useOfRoom(room)
  const isCluster = room === clusterRoom
  const [filter, setFilter] = useState<RecordFilter>(noFilter)
  const sought = soughtBy(room, filter)
  const { acts, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useActs(sought)
  const words = useRecordWords()
  const title = ofRoom ? bi(ofRoom.room.title) : ''
  const name = isCluster ? t('rooms.record.ofCluster') : t('rooms.record.of', { title })
  return (
    <Page
      title={name}
      description={t(isCluster ? 'rooms.record.leadOfCluster' : 'rooms.record.lead')}
      back={
        isCluster
          ? { to: '/people', label: t('members.people') }
          : { to: `/rooms/${room}`, label: t('rooms.toFrontRoom') }
      }
      actions={acts && acts.length > 0 && <RecordExport name={name} sought={sought} words={words} />}
    >
      <VerifyPanel room={room} />
      <RecordFilters kinds={isCluster ? clusterActKinds : roomActKinds} filter={filter} onChange={setFilter} />
      <Card p={0}>
        {!acts && !error && <ListSkeleton rows={6} />}
        {error && <ErrorState refusal={error} onRetry={() => void refetch()} />}
        {acts?.length === 0 && !hasNextPage && (
          <EmptyState icon={ScrollText} title={t('rooms.record.none')} hint={t('rooms.record.none.hint')} />
        )}
        {acts && acts.length > 0 && <ActList acts={acts} words={words} />}
      </Card>
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('rooms.record.older')}
          </Button>
        </Group>
      )}
    </Page>
  )
}

const soughtBy = (room: string, { kind, person, from, to }: RecordFilter): QueryAsk<'room.record'> => ({
  room,
  kind,
  person,
  ...(from ? { from: new Date(`${from}T00:00:00`).getTime() } : {}),
  ...(to ? { to: new Date(`${to}T23:59:59.999`).getTime() } : {}),
})

function useActs(sought: QueryAsk<'room.record'>) {
  // A new entry may be a new act.
  const head = useRoomState(sought.room, (state) => state.head.seq)
  const { data, ...rest } = useInfiniteQuery<QueryOutput<'room.record'>, Refusal>({
    queryKey: ['room.record', sought, head],
    queryFn: ({ pageParam }) =>
      ask('room.record', { ...sought, ...(pageParam ? { before: pageParam as number } : {}) }),
    initialPageParam: undefined,
    getNextPageParam: ({ before }) => before ?? undefined,
    placeholderData: (former) => former,
  })
  return { ...rest, acts: data?.pages.flatMap(({ acts }) => acts) }
}

function useRecordWords(): RecordWords {
  const text = useText()
  const people = usePeopleById()
  return { text, people }
}

function ActList({ acts, words }: { acts: readonly Act[]; words: RecordWords }) {
  const { t, date, time } = words.text
  return (
    <ol className={classes.acts}>
      {acts.map((act, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one entry may tell several acts, always in the same order
        <li key={`${act.seq}-${index}`} className={classes.act}>
          <Text size="sm">{sentenceOf(words, act)}</Text>
          {reasonIn(act, words.text.language) && (
            <Text size="sm" c="dimmed" className={classes.reason}>
              {t('rooms.reasonGiven', { reason: reasonIn(act, words.text.language) })}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            <time dateTime={new Date(act.at).toISOString()}>
              {date(act.at)} {time(act.at)}
            </time>
            {' · '}
            {t('rooms.record.entry', { seq: act.seq })}
          </Text>
        </li>
      ))}
    </ol>
  )
}
