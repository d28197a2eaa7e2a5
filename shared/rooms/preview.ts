const steps: [RegExp, string][] = [
  [/```[^\n]*\n?([\s\S]*?)```/g, '$1'],
  [/`([^`]+)`/g, '$1'],
  [/!\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/@\[((?:[^\]\\]|\\.){1,80})\]\([\w.-]{1,64}\)/g, '@$1'],
  [/\[([^\]]+)\]\([^)]*\)/g, '$1'],
  [/(\*\*|__|~~)(\S(?:[\s\S]*?\S)?)\1/g, '$2'],
  [/(^|[^\w*])[*_](\S(?:[^*_]*\S)?)[*_](?![\w*])/g, '$1$2'],
  [/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ x]\]\s+)?|\d+\.\s+)/gm, ''],
  [/\\([\\`*_{}[\]()#+\-.!~>])/g, '$1'],
  [/\s+/g, ' '],
]

/** One plain line of a markdown message, for lists and quotes. Cut between characters, never within one. */
export function previewOf(text: string, longest = 140): string {
  // Ten thousand characters are not read for a line of a hundred and forty.
  const start = text.slice(0, longest * 8)
  const line = steps.reduce((rest, [pattern, by]) => rest.replace(pattern, by), start).trim()
  const characters = Array.from(line)
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line
}

const markup = /[\\`*_~[\]<>#|&]|^\s*(?:[-+]|\d+[.)])\s|^(?: {4}|\t)|^\s*(?:=|-){2,}\s*$|:\/\/|www\.|\S@\S/m

/** Whether markdown could make anything of a text but paragraphs. */
export const hasMarkup = (text: string): boolean => markup.test(text)
