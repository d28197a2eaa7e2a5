interface Node {
  type: string
  value?: string
  url?: string
  children?: Node[]
  data?: { hName?: string; hProperties?: Record<string, string> }
}

const personId = /^[\w.-]{1,64}$/

/** `@[name](person)` reads in markdown as an at sign before a link to "person": both become one mention. */
export function remarkMentions() {
  return (tree: Node) => visit(tree)
}

function visit(node: Node) {
  if (!node.children) return
  for (const [index, child] of node.children.entries()) {
    const before = node.children[index - 1]
    if (
      child.type === 'link' &&
      before?.type === 'text' &&
      before.value?.endsWith('@') &&
      personId.test(child.url ?? '')
    ) {
      before.value = before.value.slice(0, -1)
      child.type = 'mention'
      child.data = { hName: 'span', hProperties: { dataMention: child.url! } }
    } else visit(child)
  }
}
