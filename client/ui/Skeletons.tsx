import { Container, Group, Skeleton, Stack } from '@mantine/core'
import { useText } from '#client/i18n.ts'

/** Rows of a list of people or rooms, before they are known. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useText()
  return (
    <Stack gap="md" p="md" aria-busy role="status" aria-label={t('platform.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without a life of their own
        <Group key={row} wrap="nowrap" gap="sm">
          <Skeleton circle height={38} />
          <Stack gap={8} flex={1}>
            <Skeleton height={12} width={`${38 + ((row * 17) % 25)}%`} />
            <Skeleton height={10} width={`${22 + ((row * 29) % 30)}%`} />
          </Stack>
        </Group>
      ))}
    </Stack>
  )
}

/** Fields of a form, before their values are known. */
export function FormSkeleton({ fields = 4 }: { fields?: number }) {
  const { t } = useText()
  return (
    <Stack gap="lg" aria-busy role="status" aria-label={t('platform.loading')}>
      {Array.from({ length: fields }, (_, field) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields without a life of their own
        <Stack key={field} gap={8}>
          <Skeleton height={12} width={120} />
          <Skeleton height={36} />
        </Stack>
      ))}
    </Stack>
  )
}

/** A page on its way: its heading, and rows below. */
export function PageSkeleton() {
  return (
    <Container size={1080} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Skeleton height={24} width={180} mb="xl" />
      <ListSkeleton />
    </Container>
  )
}
