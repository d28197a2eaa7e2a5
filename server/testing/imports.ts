import type { Output, QueryOutput } from '#shared/contract.ts'
import { type ImportKind, importPieceBytes } from '#shared/members/import.ts'
import { newCid } from './factories.ts'
import type { Member } from './member.ts'

type Speaker = Pick<Member, 'send' | 'ask'>

/** Lays a table before the hub, as the client does, and gives the id of its file. */
export async function handTable(speaker: Pick<Speaker, 'send'>, content: string | Uint8Array): Promise<string> {
  const bytes = Buffer.from(content)
  const file = newCid()
  const of = Math.max(1, Math.ceil(bytes.length / importPieceBytes))
  for (let piece = 0; piece < of; piece++) {
    const part = bytes.subarray(piece * importPieceBytes, (piece + 1) * importPieceBytes)
    await speaker.send('import.hand', { file, piece, of, bytes: part.toString('base64') })
  }
  return file
}

/** What the hub says that it would do with a table. */
export async function previewTable(
  speaker: Speaker,
  kind: ImportKind,
  content: string | Uint8Array,
): Promise<QueryOutput<'import.preview'>> {
  return speaker.ask('import.preview', { file: await handTable(speaker, content), kind })
}

/** A table of people, with these columns. */
export const peopleTable = (...lines: string[]): string =>
  ['中文姓名,英文姓名,邮箱,单位,中文职务,席位,语言,时区', ...lines, ''].join('\r\n')

let count = 0
/** A line of such a table about somebody new; `more` is what follows the address. */
export function somebodyNew(more = ',,,,') {
  const [name, email] = [`测试人${++count}`, `t${count}@firm.example`]
  return { name, email, line: `${name},,${email},${more}` }
}

export async function carryOutTable(
  speaker: Pick<Speaker, 'send'>,
  kind: ImportKind,
  table: { content: string; isMailed?: boolean },
): Promise<Output<'import.carryOut'>> {
  const file = await handTable(speaker, table.content)
  return speaker.send('import.carryOut', { file, kind, name: '名单.csv', isMailed: table.isMailed ?? false })
}
