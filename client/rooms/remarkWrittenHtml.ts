interface Node {
  type: string
  value?: string
  children?: Node[]
}

/** Tags that somebody writes are shown as they were written: nothing of a message vanishes, and nothing of it is markup. */
export function remarkWrittenHtml() {
  return (tree: Node) => visit(tree, true)
}

function visit(node: Node, holdsBlocks: boolean): void {
  node.children = node.children?.map((child) => {
    if (child.type === 'html') {
      const text = { type: 'text', value: child.value ?? '' }
      return holdsBlocks ? { type: 'paragraph', children: [text] } : text
    }
    visit(child, blocks.has(child.type))
    return child
  }) as Node[]
  if (!node.children) delete node.children
}

/** What holds paragraphs, not words (CommonMark 0.31, container blocks). */
const blocks = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition'])
