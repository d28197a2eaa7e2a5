import '#client/ui/mantineLate.ts'
import { Anchor, Text } from '@mantine/core'
import { Fragment } from 'react'

/** A web address, or a page of this hub at the start of a line: a letter names it so where the hub has no public address. */
const address = /(https?:\/\/[^\s<>"）】]+|^\/[a-z][^\s<>"）】]*)/m
const completed = (found: string) => (found.startsWith('/') ? `${location.origin}${found}` : found)

/** Plain text as it was written, its web addresses clickable, and whole for whoever hands them on. */
export function LinkedText({ text }: { text: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text.split(address).map((part, place) => {
        const key = `${place}${part}`
        // What the pattern caught stands between the rest.
        if (place % 2 === 0) return <Fragment key={key}>{part}</Fragment>
        return (
          <Anchor key={key} href={completed(part)} underline="always" rel="noopener noreferrer">
            {completed(part)}
          </Anchor>
        )
      })}
    </Text>
  )
}
