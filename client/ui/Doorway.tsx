import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '#client/i18n.ts'
import type { Cluster } from '#shared/members/person.shape.ts'
import { ClusterMark } from './ClusterMark.tsx'
import { DemoBanner } from './DemoBanner.tsx'
import classes from './Doorway.module.css'
import { LanguageMenu } from './LanguageMenu.tsx'
import { SchemeMenu } from './SchemeMenu.tsx'
import { usePageTitle } from './title.store.ts'

interface Props {
  /** Null before the cluster is founded. */
  cluster: Cluster | null
  title: string
  lead?: string
  width?: number
  children: ReactNode
  /** Beside or below the main card. */
  aside?: ReactNode
}

/** Outside the hall: signing in, founding, accepting an invitation. */
export function Doorway({ cluster, title, lead, width = 420, children, aside }: Props) {
  const { t, bi } = useText()
  usePageTitle(title)
  return (
    <div className={classes.dusk}>
      <header className={classes.header}>
        <Group gap={10} wrap="nowrap" miw={0}>
          <ClusterMark logo={cluster?.logo ?? null} size={32} />
          <Text component="span" fw={650} truncate>
            {cluster ? bi(cluster.name) : t('platform.product')}
          </Text>
        </Group>
        <Group gap={4} wrap="nowrap" ml="auto">
          <LanguageMenu />
          <SchemeMenu />
        </Group>
      </header>
      {cluster?.isDemo && <DemoBanner />}
      <main id="main" className={classes.main}>
        <Box w="100%" maw={width}>
          <Paper className={classes.card} p={{ base: 'lg', xs: 'xl' }} radius="lg">
            <Stack gap="lg">
              <Stack gap={4}>
                <Title order={1} size="h3">
                  {title}
                </Title>
                {lead && (
                  <Text c="dimmed" size="sm">
                    {lead}
                  </Text>
                )}
              </Stack>
              {children}
            </Stack>
          </Paper>
        </Box>
        {aside}
      </main>
    </div>
  )
}
