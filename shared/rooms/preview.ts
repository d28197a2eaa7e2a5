import type { Message } from './message.shape.ts'

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
  return cut(line, longest)
}

/** One line of a message: its words, or the names of its files where it has none. */
export function lineOf({ text, files = [] }: Pick<Message, 'text' | 'files'>, longest = 140): string {
  if (text.trim() !== '') return previewOf(text, longest)
  return cut(files.map(({ name }) => name).join(' · '), longest)
}

function cut(line: string, longest: number): string {
  const characters = Array.from(line)
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line
}

const markup = /[\\`*_~[\]<>#|&]|^\s*(?:[-+]|\d+[.)])\s|^(?: {4}|\t)|^\s*(?:=|-){2,}\s*$|:\/\/|www\.|\S@\S/m

/** Whether markdown could make anything of a text but paragraphs. */
export const hasMarkup = (text: string): boolean => markup.test(text)
