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

/** As a Chinese spreadsheet saves it: GB18030, of which two bytes hold every usual character. */
export function asGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const bytesOf = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return Uint8Array.from(Array.from(text).flatMap((one) => bytesOf.get(one) ?? [one.charCodeAt(0)]))
}
