import type { List, ListItem, RootContent, Table, Text } from 'mdast'
import { Fragment, type ReactNode } from 'react'
import { MarkdownLink, Mention } from './MarkdownLink.tsx'
import classes from './MessageText.module.css'
import type { Markdown } from './markdown.ts'

/** Markdown as elements of the page. Each kind of node has its element here; a kind that has none cannot be shown. */
export function shownMarkdown(markdown: Markdown): ReactNode {
  const { blocks, notes } = markdown
  return (
    <>
      {blocksIn(blocks, markdown)}
      {notes.size > 0 && (
        <ol className={classes.notes}>
          {[...notes].map(([name, note]) => (
            <li key={name}>{blocksIn(note, markdown)}</li>
          ))}
        </ol>
      )}
    </>
  )
}

type Shown = (node: RootContent, of: Markdown) => ReactNode

const each = (nodes: readonly RootContent[], shown: (node: RootContent, index: number) => ReactNode) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: nodes of a text that never changes in place
  nodes.map((node, index) => <Fragment key={index}>{shown(node, index)}</Fragment>)

const blocksIn = (nodes: readonly RootContent[], of: Markdown) => each(nodes, (node) => block(node, of))

const wordsIn = (nodes: readonly RootContent[], of: Markdown) =>
  each(nodes, (node, index) => {
    if (isMention(node, nodes[index + 1])) return node.value.slice(0, -1)
    if (node.type === 'link' && isMention(nodes[index - 1], node))
      return <Mention person={node.url}>{wordsIn(node.children, of)}</Mention>
    return words(node, of)
  })

const personId = /^[\w.-]{1,64}$/

/** `@[name](person)` reads in markdown as an at sign before a link to "person": both become one mention. */
const isMention = (before: RootContent | undefined, link: RootContent | undefined): before is Text =>
  before?.type === 'text' && before.value.endsWith('@') && link?.type === 'link' && personId.test(link.url)

const block: Shown = (node, of) => {
  switch (node.type) {
    case 'paragraph':
      return <p>{wordsIn(node.children, of)}</p>
    case 'heading': {
      const Heading = `h${node.depth}` as const
      return <Heading>{wordsIn(node.children, of)}</Heading>
    }
    case 'blockquote':
      return <blockquote>{blocksIn(node.children, of)}</blockquote>
    case 'list':
      return list(node, of)
    case 'table':
      return table(node, of)
    case 'code':
      // Wide code and tables scroll by themselves, with the keyboard too.
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
        <pre tabIndex={0}>
          <code>{node.value && `${node.value}\n`}</code>
        </pre>
      )
    case 'html':
      // Tags that somebody writes are shown as they were written: nothing of a message vanishes, and nothing of it is markup.
      return <p>{node.value}</p>
    case 'thematicBreak':
      return <hr />
    default:
      return null
  }
}

function list(node: List, of: Markdown) {
  const isLoose = node.spread || node.children.some(({ spread }) => spread)
  const items = each(node.children, (item) => item.type === 'listItem' && listItem(item, isLoose === true, of))
  return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>
}

/** A task's box stands before its first words; where no blank lines part the items, their words are no paragraphs. */
function listItem({ children, checked }: ListItem, isLoose: boolean, of: Markdown) {
  const isTask = typeof checked === 'boolean'
  const box = isTask && <input type="checkbox" checked={checked} disabled />
  const startsWithWords = children[0]?.type === 'paragraph'
  return (
    <li className={isTask ? classes.task : undefined}>
      {!startsWithWords && box}
      {each(children, (child, index) => {
        const isBare = !isLoose && (index === 0 || child.type === 'paragraph')
        if (child.type === 'html' && isBare) return child.value
        if (child.type !== 'paragraph') return block(child, of)
        const content = (
          <>
            {index === 0 && box}
            {wordsIn(child.children, of)}
          </>
        )
        return isBare ? content : <p>{content}</p>
      })}
    </li>
  )
}

function table({ children: rows, align }: Table, of: Markdown) {
  const [head, ...body] = rows
  const row = (Cell: 'th' | 'td') => (row: Table['children'][number] | undefined) => (
    <tr>
      {Array.from({ length: align?.length ?? 0 }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns of a text that never changes in place
        <Cell key={column} style={{ textAlign: align?.[column] ?? undefined }}>
          {wordsIn(row?.children[column]?.children ?? [], of)}
        </Cell>
      ))}
    </tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <div className={classes.wide} tabIndex={0}>
      <table>
        <thead>{row('th')(head)}</thead>
        {body.length > 0 && <tbody>{each(body, (node) => node.type === 'tableRow' && row('td')(node))}</tbody>}
      </table>
    </div>
  )
}

const words: Shown = (node, of) => {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value
    case 'emphasis':
      return <em>{wordsIn(node.children, of)}</em>
    case 'strong':
      return <strong>{wordsIn(node.children, of)}</strong>
    case 'delete':
      return <del>{wordsIn(node.children, of)}</del>
    case 'inlineCode':
      return <code>{node.value.replace(/\r?\n|\r/g, ' ')}</code>
    case 'break':
      return <br />
    case 'link':
      return <MarkdownLink href={node.url}>{wordsIn(node.children, of)}</MarkdownLink>
    case 'linkReference':
      return <MarkdownLink href={of.links.get(node.identifier) ?? ''}>{wordsIn(node.children, of)}</MarkdownLink>
    // A picture elsewhere would tell its owner who reads here, and when.
    case 'image':
      return <MarkdownLink href={node.url}>{node.alt || node.url}</MarkdownLink>
    case 'imageReference': {
      const url = of.links.get(node.identifier) ?? ''
      return <MarkdownLink href={url}>{node.alt || url}</MarkdownLink>
    }
    case 'footnoteReference':
      return <sup>{[...of.notes.keys()].indexOf(node.identifier) + 1}</sup>
    default:
      return null
  }
}
