import type { ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import { Link } from 'react-router'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { useText } from '#client/i18n.ts'
import { useMe } from '#client/members/me.store.ts'
import { usePerson } from '#client/members/people.store.ts'
import { everybody } from '#shared/rooms/message.ts'
import classes from './MessageText.module.css'
import { remarkMentions } from './remarkMentions.ts'
import { remarkWrittenHtml } from './remarkWrittenHtml.ts'

/** What markdown may become. Written HTML is never parsed, so this guards against what plugins might let through. */
const schema = {
  ...defaultSchema,
  attributes: { ...defaultSchema.attributes, span: [['dataMention', /^[\w.-]{1,64}$/] as [string, RegExp]] },
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
}

const components: Components = {
  a: ({ href = '', children }) => <SafeLink href={href}>{children}</SafeLink>,
  // A picture elsewhere would tell its owner who reads here, and when.
  img: ({ src, alt }) => <SafeLink href={typeof src === 'string' ? src : ''}>{alt || String(src)}</SafeLink>,
  span: ({ node, children }) => {
    const person = node?.properties['dataMention']
    return typeof person === 'string' ? <Mention person={person}>{children}</Mention> : <span>{children}</span>
  },
  // Wide code and tables scroll by themselves, with the keyboard too.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <div className={classes.wide} tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
}

const remarkPlugins = [remarkGfm, remarkMentions, remarkWrittenHtml]
const rehypePlugins = [[rehypeSanitize, schema]] as const
/** A message's markdown, safe to show. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <Markdown remarkPlugins={remarkPlugins} rehypePlugins={[...rehypePlugins] as never} components={components}>
      {text}
    </Markdown>
  )
}

function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return <span>{children}</span>
  if (href.startsWith(`${location.origin}/rooms/`))
    return <Link to={href.slice(location.origin.length)}>{children}</Link>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

/** A person named in a message, by the name that they have now and in the reader's language. */
function Mention({ person: id, children }: { person: string; children: ReactNode }) {
  const { t, bi } = useText()
  const person = usePerson(id)
  const isAll = id === everybody
  const isMe = useMe().person.id === id || isAll
  return (
    <span className={classes.mention} data-is-me={isMe || undefined} data-mention={id}>
      @{isAll ? t('rooms.everybody') : person ? bi(person.name) : children}
    </span>
  )
}
