import { Container, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePageTitle } from './title.store.ts'

interface Props {
  title: string
  description?: string
  /** Buttons beside the title. */
  actions?: ReactNode
  /** `narrow` for forms, `wide` for lists. */
  width?: 'narrow' | 'wide'
  children: ReactNode
}

/** A page inside the shell: its heading, what can be done, and the matter itself. */
export function Page({ title, description, actions, width = 'wide', children }: Props) {
  usePageTitle(title)
  return (
    <Container size={width === 'wide' ? 1080 : 680} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={2} maw={640}>
            <Title order={1} size="h3">
              {title}
            </Title>
            {description && (
              <Text c="dimmed" size="sm">
                {description}
              </Text>
            )}
          </Stack>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Container>
  )
}
