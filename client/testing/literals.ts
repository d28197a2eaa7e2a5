import { parseSync, Visitor } from 'vite'

/** Attributes and properties whose value somebody reads or hears. */
const spoken =
  /^(aria-(label|description|roledescription|placeholder|valuetext|braillelabel)|alt|body|description|error|hint|label|lead|legend|message|nothingFoundMessage|placeholder|summary|title|tooltip|action)$/

const isKeyOrColour = /^(\w+(\.\w+)+|#[\da-f]{3,8})$/

export interface Finding {
  line: number
  text: string
}

interface Node {
  type: string
  start: number
  [field: string]: unknown
}

/**
 * Words in a source file that a reader would see in one language only: text between tags, strings given to attributes
 * and properties that are read out, and Chinese anywhere. `file` tells TypeScript from TSX by its ending.
 */
export function literalsIn(file: string, source: string): Finding[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`)
  const found = new Map<number, string>()
  const note = (node: Node, text: string) => {
    if (/\p{L}/u.test(text) && !isKeyOrColour.test(text)) found.set(node.start, text.trim())
  }
  const noteShown = (value: unknown) => {
    for (const [node, text] of shownIn(value)) note(node, text)
  }
  const noteHan = (node: Node, text: string) => {
    if (/\p{Script=Han}/u.test(text)) note(node, text)
  }
  new Visitor({
    JSXText: (node) => note(node as unknown as Node, node.value),
    JSXElement: (node) => noteShown(node.children),
    JSXFragment: (node) => noteShown(node.children),
    JSXAttribute: (node) => {
      if (spoken.test(String((node.name as { name: unknown }).name))) noteShown(node.value)
    },
    Property: (node) => {
      const { key } = node as unknown as { key: { name?: string; value?: string } }
      if (spoken.test(key.name ?? String(key.value))) noteShown(node.value)
    },
    Literal: (node) => {
      if (typeof node.value === 'string') noteHan(node as unknown as Node, node.value)
    },
    TemplateElement: (node) => noteHan(node as unknown as Node, node.value.cooked ?? ''),
  }).visit(program)
  return [...found].map(([start, text]) => ({ line: source.slice(0, start).split('\n').length, text }))
}

/** The strings that a value may come to: through conditions, `&&`, `+` and templates, but not through calls. */
function shownIn(value: unknown): [Node, string][] {
  if (Array.isArray(value))
    return value.flatMap((each: Node) => (each.type === 'JSXExpressionContainer' ? shownIn(each) : []))
  const node = value as Node | null
  if (!node) return []
  const { left, right, expression } = node
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [[node, node['value']]] : []
    case 'TemplateLiteral':
      return (node['quasis'] as (Node & { value: { cooked: string } })[]).map((part) => [part, part.value.cooked])
    case 'ConditionalExpression':
      return [...shownIn(node['consequent']), ...shownIn(node['alternate'])]
    case 'LogicalExpression':
      return node['operator'] === '&&' ? shownIn(right) : [...shownIn(left), ...shownIn(right)]
    case 'BinaryExpression':
      return node['operator'] === '+' ? [...shownIn(left), ...shownIn(right)] : []
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return shownIn(expression)
    default:
      return []
  }
}
