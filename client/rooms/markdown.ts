import type { Nodes, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

const extensions = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }

export interface Markdown {
  blocks: RootContent[]
  /** Where links lead that are defined elsewhere in the text, by what they are called. */
  links: ReadonlyMap<string, string>
  /** What stands in the notes below the text, in the order in which it refers to them. */
  notes: ReadonlyMap<string, RootContent[]>
}

/** Deeper than anybody writes; what draws a tree calls itself at each level. */
const deepest = 100

/**
 * What a message's markdown says (CommonMark 0.31 with GitHub's additions), as a tree: nothing in it is markup of a page.
 * Null for what is no text of a person but a load on the reader.
 */
export function readMarkdown(text: string): Markdown | null {
  if (isLoad(text)) return null
  const blocks = fromMarkdown(text, extensions).children
  const links = new Map<string, string>()
  const written = new Map<string, RootContent[]>()
  const referred = new Set<string>()
  const see = (node: Nodes) => {
    // Of several with one name the first counts (CommonMark 0.31, link reference definitions).
    if (node.type === 'definition' && !links.has(node.identifier)) links.set(node.identifier, node.url)
    if (node.type === 'footnoteDefinition' && !written.has(node.identifier)) written.set(node.identifier, node.children)
    if (node.type === 'footnoteReference') referred.add(node.identifier)
  }
  let level: Nodes[] = blocks
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return null
    for (const node of level) see(node)
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []))
  }
  const notes = new Map([...referred].flatMap((name) => (written.has(name) ? [[name, written.get(name)!]] : [])))
  return { blocks, links, notes }
}

const nests = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){50}/m
const mostMarks = 1500

/** Reading takes the square of how many marks of emphasis, or of nested quotations and lists, stand in a row. */
const isLoad = (text: string) => nests.test(text) || text.replace(/[^*_]/g, '').length > mostMarks
