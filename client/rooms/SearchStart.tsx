import './search.texts.ts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { History } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import classes from './Search.module.css'
import { forgetSearches, recentSearches } from './sought.ts'

const kinds = ['words', 'phrase', 'from', 'days', 'file'] as const

/** Before anything is asked for: what one looked for lately, and what can be written. `children` are other ways on. */
export function SearchStart({ onPick, children }: { onPick(line: string): void; children?: ReactNode }) {
  const { t } = useText()
  const me = useMe().person.id
  const [recent, setRecent] = useState(() => recentSearches(me))
  return (
    <Stack gap="lg">
      {children}
      {recent.length > 0 && (
        <Stack gap={6} role="group" aria-label={t('rooms.search.recent')}>
          <Group justify="space-between">
            <Text size="xs" fw={650} c="dimmed">
              {t('rooms.search.recent')}
            </Text>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                forgetSearches(me)
                setRecent([])
              }}
            >
              {t('rooms.search.forget')}
            </Button>
          </Group>
          <Group gap={6}>
            {recent.map((line) => (
              <Button
                key={line}
                size="compact-sm"
                radius="xl"
                variant="default"
                leftSection={<History size={14} aria-hidden />}
                onClick={() => onPick(line)}
              >
                {line}
              </Button>
            ))}
          </Group>
        </Stack>
      )}
      <Stack gap={8}>
        <Text size="xs" fw={650} c="dimmed">
          {t('rooms.search.help')}
        </Text>
        <dl className={classes.help}>
          {kinds.flatMap((kind) => [
            <dt key={kind}>{t(`rooms.search.help.${kind}`)}</dt>,
            <dd key={`${kind}.means`}>{t(`rooms.search.help.${kind}.means`)}</dd>,
          ])}
        </dl>
      </Stack>
    </Stack>
  )
}
