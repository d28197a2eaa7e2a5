import type { Language } from '#shared/platform/language.shape.ts'

/** The words of the page that checks a vote without a connection. */
export const pageTexts = {
  title: { zh: '核验一次表决', en: 'Check a vote' },
  lead: {
    zh: '本页不连接任何网络：您打开的文件只留在这台设备上。',
    en: 'This page asks nobody anything: what you open stays on this device.',
  },
  language: { zh: 'English', en: '中文' },
  needsScript: { zh: '本页需要 JavaScript。', en: 'This page needs JavaScript.' },
  package: { zh: '封存文件', en: 'The sealed package' },
  packageHint: {
    zh: '从表决页面下载的 JSON 文件。选择它，或将它拖到这里。',
    en: 'The JSON file that was downloaded from the page of the vote. Choose it, or drop it here.',
  },
  choose: { zh: '选择文件', en: 'Choose a file' },
  root: { zh: '会议记录中的根（可不填）', en: 'The root in the minutes (optional)' },
  receipt: { zh: '您的投票回执（可不填）', en: 'Your receipt (optional)' },
  receiptHint: {
    zh: '选择回执文件，或将内容粘贴在下方。',
    en: 'Choose the file of your receipt, or paste it below.',
  },
  notJson: { zh: '这不是 JSON：{found}', en: 'This is not JSON: {found}' },
  tooLarge: { zh: '文件超过 {limit} MB，不会是封存文件。', en: 'A file of more than {limit} MB is no sealed package.' },
  working: { zh: '正在核验…', en: 'Checking…' },
  checks: { zh: '核对结果', en: 'What was checked' },
  result: { zh: '计票结果', en: 'The result' },
  says: { zh: '选择', en: 'Vote' },
  votes: { zh: '票数', en: 'Votes' },
  present: { zh: '出席', en: 'Present' },
  entitled: { zh: '有表决权', en: 'Entitled' },
  candidate: { zh: '选项', en: 'Option' },
  stage: { zh: '第 {number} 轮', en: 'Stage {number}' },
  exhausted: { zh: '不再计入', en: 'Not transferable' },
  elected: { zh: '当选：{names}', en: 'Elected: {names}' },
  ballots: { zh: '保存选票文件（{name}）', en: 'Save the ballots ({name})' },
  fingerprint: { zh: '密钥指纹', en: 'Fingerprint of the key' },
  rootOfPackage: { zh: '根', en: 'Root' },
  awaitsDice: { zh: '平票：等待掷骰抽签。', en: 'Tied: it waits for the dice.' },
  holds: { zh: '无误', en: 'Right' },
  fails: { zh: '有误', en: 'Wrong' },
  unknown: { zh: '未能核对', en: 'Not checked' },
} satisfies Record<string, Record<Language, string>>
