import { ActionIcon, Container, Group, Stack, Text, Title } from '@mantine/core'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { usePageTitle } from './title.store.ts'

interface Props {
  title: string
  description?: string
  /** Where the page hangs: a way there before the title. */
  back?: { to: string; label: string }
  /** Buttons beside the title. */
  actions?: ReactNode
  /** `narrow` for forms, `wide` for lists. */
  width?: 'narrow' | 'wide'
  children: ReactNode
}

/** A page inside the shell: its heading, what can be done, and the matter itself. */
export function Page({ title, description, back, actions, width = 'wide', children }: Props) {
  usePageTitle(title)
  return (
    <Container size={width === 'wide' ? 1080 : 680} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap="xs" wrap="nowrap" align="flex-start" maw={680}>
            {back && (
              <ActionIcon component={Link} to={back.to} variant="subtle" color="gray" size={34} aria-label={back.label}>
                <ArrowLeft size={19} aria-hidden />
              </ActionIcon>
            )}
            <Stack gap={2}>
              <Title order={1} size="h3">
                {title}
              </Title>
              {description && (
                <Text c="dimmed" size="sm">
                  {description}
                </Text>
              )}
            </Stack>
          </Group>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Container>
  )
}
