import './search.texts.ts'
import '#client/ui/mantineLate.ts'
import { ActionIcon, Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Search, SearchX, SlidersHorizontal, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { ListSkeleton } from '#client/ui/Skeletons.tsx'
import { longestSearch, parseSearch } from '#shared/rooms/search.ts'
import classes from './Search.module.css'
import { SearchFilters } from './SearchFilters.tsx'
import { type Hit, SearchHit } from './SearchHit.tsx'
import { SearchStart } from './SearchStart.tsx'
import { filtersIn, keepSearch, questionOf, type Sought } from './sought.ts'
import { useSearch } from './useSearch.ts'

interface Props {
  sought: Sought
  isRoomFixed?: boolean
  onSeek(sought: Sought): void
  onGo?(hit: Hit): void
  /** Other ways to find something, shown while nothing is asked for. */
  children?: ReactNode
}

const writingMs = 250

/** A line to write what one looks for, filters, and what was found. */
export function SearchView({ sought, isRoomFixed = false, onSeek, onGo, children }: Props) {
  const { t, say } = useText()
  const me = useMe().person.id
  const [areFiltersOpen, setFiltersOpen] = useState(filtersIn(sought) > 0)
  const [settled] = useDebouncedValue(sought, writingMs)
  const question = questionOf(settled)
  const results = useRef<HTMLDivElement>(null)
  const [problem] = parseSearch(settled.text).problems
  return (
    <Stack gap="md" onKeyDown={(event) => moveAmongHits(event, results.current)}>
      <Stack gap={10} role="search">
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            data-autofocus
            aria-label={t('rooms.search.title')}
            placeholder={t('rooms.search.placeholder')}
            maxLength={longestSearch}
            autoComplete="off"
            leftSection={<Search size={16} aria-hidden />}
            rightSection={
              sought.text !== '' && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('rooms.search.clear')}
                  onClick={() => onSeek({ ...sought, text: '' })}
                >
                  <X size={15} aria-hidden />
                </ActionIcon>
              )
            }
            value={sought.text}
            error={problem && say({ key: problem, details: {} })}
            onChange={(event) => onSeek({ ...sought, text: event.currentTarget.value })}
            onBlur={() => keepSearch(me, sought.text)}
          />
          <Button
            variant="default"
            aria-expanded={areFiltersOpen}
            leftSection={<SlidersHorizontal size={16} aria-hidden />}
            rightSection={filtersIn(sought) > 0 && <Badge circle>{filtersIn(sought)}</Badge>}
            onClick={() => setFiltersOpen(!areFiltersOpen)}
          >
            {t('rooms.search.filters')}
          </Button>
        </Group>
        {areFiltersOpen && <SearchFilters sought={sought} isRoomFixed={isRoomFixed} onSeek={onSeek} />}
      </Stack>
      <div ref={results}>
        {question === null ? (
          <SearchStart onPick={(text) => onSeek({ ...sought, text })}>{children}</SearchStart>
        ) : (
          <Results
            question={question}
            isRoomNamed={!sought.room}
            onGo={(hit) => {
              keepSearch(me, sought.text)
              onGo?.(hit)
            }}
          />
        )}
      </div>
    </Stack>
  )
}

interface ResultsProps {
  question: NonNullable<ReturnType<typeof questionOf>>
  isRoomNamed: boolean
  onGo(hit: Hit): void
}

function Results({ question, isRoomNamed, onGo }: ResultsProps) {
  const { t, date } = useText()
  const { hits, last, isLooking, isFirst, hasMore, refusal, goOn, again } = useSearch(question)
  if (refusal && hits.length === 0) return <ErrorState refusal={refusal} onRetry={again} />
  if (isFirst) return <ListSkeleton rows={4} />
  const isNothing = hits.length === 0 && !hasMore
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed" role="status">
        {isLooking
          ? t('rooms.search.looking')
          : t(hasMore ? 'rooms.search.countSoFar' : 'rooms.search.count', { count: hits.length })}
      </Text>
      {last?.isIndexing && <Alert variant="light">{t('rooms.search.indexing')}</Alert>}
      {isNothing && !isLooking && (
        <EmptyState icon={SearchX} title={t('rooms.search.none')} hint={t('rooms.search.none.hint')} />
      )}
      <ul className={classes.hits}>
        {hits.map((hit) => (
          <li key={`${hit.room} ${hit.message}`}>
            <SearchHit hit={hit} isRoomNamed={isRoomNamed} onGo={onGo} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Group justify="center" gap="sm" py="xs">
          {last?.reached != null && (
            <Text size="xs" c="dimmed">
              {t('rooms.search.reached', { date: date(last.reached) })}
            </Text>
          )}
          <Button size="compact-sm" variant="default" loading={isLooking} onClick={goOn}>
            {t(hits.length === 0 ? 'rooms.search.further' : 'rooms.search.more')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** The arrow keys lead from the line into what was found, and back. */
function moveAmongHits(event: KeyboardEvent<HTMLElement>, results: HTMLElement | null) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const from = event.target as HTMLElement
  const isLine = from.matches('[data-autofocus]')
  if (step === 0 || !results || !(isLine || from.matches('[data-hit]'))) return
  const hits = [...results.querySelectorAll<HTMLElement>('[data-hit]')]
  const next = hits[hits.indexOf(from) + step]
  event.preventDefault()
  if (next) next.focus()
  else if (step < 0) event.currentTarget.querySelector<HTMLElement>('[data-autofocus]')?.focus()
}
