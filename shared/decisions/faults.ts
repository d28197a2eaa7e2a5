import type { Language } from '#shared/platform/language.shape.ts'
import { filled } from '#shared/platform/language.ts'

/** Why a file of ballots cannot be read. `{name}` is filled from the fault's values. */
const faults = {
  notANumber: { zh: '此处应为数字，却是“{found}”', en: 'a number should stand here, not "{found}"' },
  header: {
    zh: '首行应为候选人数和席位数，例如“4 2”',
    en: 'the first line should give candidates and seats, such as "4 2"',
  },
  noSuchCandidate: {
    zh: '没有第 {candidate} 号候选人（共 {candidates} 名）',
    en: 'there is no candidate {candidate}, only 1 to {candidates}',
  },
  twice: { zh: '同一张选票两次写了第 {candidate} 号候选人', en: 'candidate {candidate} is named twice on one ballot' },
  badCount: { zh: '选票张数“{found}”不是正整数', en: 'the number of ballots, "{found}", is no whole number' },
  endsEarly: {
    zh: '文件提前结束：选票部分应以单独一行 0 收尾',
    en: 'the file ends too early: a 0 should close the ballots',
  },
  nameMissing: { zh: '缺少第 {candidate} 号候选人的姓名', en: 'the name of candidate {candidate} is missing' },
  openQuote: { zh: '引号没有闭合', en: 'a quotation mark is not closed' },
  unknownOption: { zh: '不认识的选项“{found}”', en: 'the option "{found}" is not known' },
  unnamed: { zh: '第 {column} 列没有候选人姓名', en: 'column {column} has no name of a candidate' },
  tooManyCells: { zh: '此行的格数多于候选人数', en: 'this row has more cells than there are candidates' },
  badMark: { zh: '“{found}”不是名次、分数或记号', en: '"{found}" is no rank, score or cross' },
  badShape: { zh: 'JSON 结构不对：{where}', en: 'the JSON is not of the right shape: {where}' },
  notJson: { zh: '不是 JSON：{found}', en: 'this is not JSON: {found}' },
  empty: { zh: '文件是空的', en: 'the file is empty' },
  rankTooLow: { zh: '名次 {found} 超出候选人数', en: 'rank {found} is beyond the number of candidates' },
} as const satisfies Record<string, Record<Language, string>>

export type FaultKey = keyof typeof faults

/** A file of ballots that cannot be read, with the line, from 1, where that shows. */
export class FileFault extends Error {
  readonly line: number
  readonly key: FaultKey
  readonly values: Readonly<Record<string, string | number>>

  constructor(line: number, key: FaultKey, values: Readonly<Record<string, string | number>> = {}) {
    super(`line ${line}: ${filled(faults[key].en, values)}`)
    this.name = 'FileFault'
    this.line = line
    this.key = key
    this.values = values
  }

  sentence(language: Language): string {
    const text = filled(faults[this.key][language], this.values)
    return language === 'zh' ? `第 ${this.line} 行：${text}` : `line ${this.line}: ${text}`
  }
}
