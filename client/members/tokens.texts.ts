import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** Personal access tokens. */
export const tokensTexts = bringTexts({
  'members.tokens.lead': {
    zh: '供脚本和程序以您的身份使用接口。请像密码一样保管。',
    en: 'Let scripts and programs use the API as you. Keep them like passwords.',
  },
  'members.tokens.new': { zh: '新建令牌', en: 'New token' },
  'members.tokens.none': { zh: '还没有令牌', en: 'No tokens yet' },
  'members.tokens.none.hint': {
    zh: '需要用程序读取或写入时再新建，用完即可撤销。',
    en: 'Make one when a program should read or write for you; revoke it when it is done.',
  },
  'members.tokens.label': { zh: '用途', en: 'What it is for' },
  'members.tokens.label.example': { zh: '例如：每周名册导出', en: 'Such as: weekly export of the roll' },
  'members.tokens.scopes': { zh: '权限', en: 'What it may do' },
  'members.tokens.term': { zh: '有效期', en: 'Valid for' },
  'members.tokens.days': { zh: '{count} 天', en: { one: '{count} day', other: '{count} days' } },
  'members.tokens.make': { zh: '生成令牌', en: 'Make the token' },
  'members.tokens.secret': { zh: '令牌', en: 'Token' },
  'members.tokens.once': {
    zh: '令牌只显示这一次，请立即复制并妥善保存。',
    en: 'The token is shown this once. Copy it now and keep it safe.',
  },
  'members.tokens.until': { zh: '有效至 {date}', en: 'valid until {date}' },
  'members.tokens.used': { zh: '上次使用：{when}', en: 'last used {when}' },
  'members.tokens.unused': { zh: '从未使用', en: 'never used' },
  'members.tokens.revoke': { zh: '撤销', en: 'Revoke' },
  'members.tokens.revoke.named': { zh: '撤销令牌“{label}”', en: 'Revoke the token “{label}”' },
  'members.tokens.revoke.title': { zh: '撤销令牌', en: 'Revoke the token' },
  'members.tokens.revoke.body': {
    zh: '使用“{label}”的程序将立即断开，且无法恢复。',
    en: 'Programs that use “{label}” are cut off at once. This cannot be undone.',
  },
  'scope.read': { zh: '读取', en: 'Read' },
  'scope.read.hint': { zh: '查看您能看到的一切。', en: 'See all that you can see.' },
  'scope.write': { zh: '写入', en: 'Write' },
  'scope.write.hint': { zh: '以您的身份发言和操作。', en: 'Speak and act as you.' },
} satisfies Texts)
