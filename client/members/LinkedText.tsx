import '#client/ui/mantineLate.ts'
import { Anchor, Text } from '@mantine/core'
import { Fragment } from 'react'

const address = /(https?:\/\/[^\s<>"）】]+)/

/** Plain text as it was written, its web addresses clickable. */
export function LinkedText({ text }: { text: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text.split(address).map((part, place) => {
        const key = `${place}${part}`
        if (!address.test(part)) return <Fragment key={key}>{part}</Fragment>
        return (
          <Anchor key={key} href={part} underline="always" rel="noopener noreferrer">
            {part}
          </Anchor>
        )
      })}
    </Text>
  )
}
