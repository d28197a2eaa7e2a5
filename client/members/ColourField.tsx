import '#client/ui/mantineLate.ts'
import { ColorInput, Group, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useText } from '#client/i18n.ts'
import { fillStep, houseColour, linkStep, paletteOf, paper } from '#client/ui/palette.ts'
import { usePreviewColour } from '#client/ui/preview.store.ts'
import { Colour } from '#shared/members/fields.shape.ts'

const suggestions = [houseColour, '#c2452d', '#8a2f4b', '#6b4fa0', '#2f5fb3', '#12757e', '#2f7a4d', '#4a5560']

interface Props {
  value: string
  onChange(colour: string): void
  error: string | null
}

/** The cluster's colour. While it is chosen the whole page shows it; below, how it looks by day and at dusk. */
export function ColourField({ value, onChange, error }: Props) {
  const { t } = useText()
  const colour = Colour.safeParse(value).success ? value : null
  useEffect(() => {
    usePreviewColour.setState({ colour })
    return () => usePreviewColour.setState({ colour: null })
  }, [colour])
  return (
    <Stack gap="xs">
      <ColorInput
        label={t('members.colour')}
        description={t('members.colour.hint')}
        value={value}
        onChange={onChange}
        error={error}
        swatches={suggestions}
        format="hex"
        eyeDropperButtonProps={{ 'aria-label': t('members.colour.pick') }}
      />
      {colour && (
        <Group gap="xs" aria-hidden>
          <Sample colour={colour} scheme="light" />
          <Sample colour={colour} scheme="dark" />
        </Group>
      )}
    </Stack>
  )
}

function Sample({ colour, scheme }: { colour: string; scheme: 'light' | 'dark' }) {
  const { t } = useText()
  const palette = paletteOf(colour)
  return (
    <Group gap={10} px={12} py={8} style={{ background: paper[scheme].card, borderRadius: 8 }} bd="1px solid gray.3">
      <Text
        size="xs"
        px={10}
        py={3}
        style={{ background: palette[fillStep[scheme]], color: '#ffffff', borderRadius: 6 }}
      >
        {t(`scheme.${scheme}`)}
      </Text>
      <Text size="xs" fw={600} style={{ color: palette[linkStep[scheme]] }}>
        {t('members.colour.sample')}
      </Text>
    </Group>
  )
}
