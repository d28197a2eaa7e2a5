import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** Bringing in organisations and people from tables. */
export const importTexts = bringTexts({
  'members.import.lead': {
    zh: '用 CSV 表格一次登记许多单位或成员。先预览，确认后才写入；一天之内可以撤销。',
    en: 'Register many organisations or people at once from a CSV table. You see what it would do first, and can take it back for a day.',
  },
  'members.import.kind': { zh: '导入内容', en: 'What to import' },
  'members.import.kind.people': { zh: '成员', en: 'People' },
  'members.import.kind.organisations': { zh: '成员单位', en: 'Organisations' },
  'members.import.columns': { zh: '表中各列', en: 'Columns' },
  'members.import.columns.lead': {
    zh: '首行写列名（中英文均可），顺序不限；带 * 的必填，姓名或名称有一种语言即可。',
    en: 'The first line names the columns, in either language and any order. Those with * are needed; a name in one language is enough.',
  },
  'members.import.column.name': { zh: '中文、英文各一列', en: 'one column for each language' },
  'members.import.column.email': {
    zh: '每人一个，用于邀请和登录',
    en: 'one for each person, to be invited and sign in with',
  },
  'members.import.column.organisation': {
    zh: '已登记单位的名称，中英文均可',
    en: 'the name of a registered organisation, in either language',
  },
  'members.import.column.title': { zh: '中文、英文各一列', en: 'one column for each language' },
  'members.import.column.seats': {
    zh: '代表、专家、观察员；多个用顿号隔开，留空为代表',
    en: 'delegate, expert or observer; several with a semicolon; delegate if left out',
  },
  'members.import.column.language': {
    zh: '中文或英文；留空则随姓名',
    en: 'Chinese or English; if left out, that of the name',
  },
  'members.import.column.timeZone': {
    zh: '如 Asia/Shanghai；留空为集群时区',
    en: "such as Europe/Berlin; the cluster's if left out",
  },
  'members.import.column.sectors': {
    zh: 'GB/T 4754 代码，多个用顿号隔开',
    en: 'GB/T 4754 codes, several with a semicolon',
  },
  'members.import.column.province': { zh: '如：广东', en: 'such as Guangdong' },
  'members.import.column.site': { zh: '以 https:// 开头', en: 'beginning with https://' },
  'members.import.template': { zh: '下载模板（{language}）', en: 'Template ({language})' },
  'members.import.choose': { zh: '选择 CSV 文件', en: 'Choose a CSV file' },
  'members.import.chooseAnother': { zh: '选择其他文件', en: 'Choose another file' },
  'members.import.limits': {
    zh: '最多 {lines} 行、1 MB；UTF-8 或 GB18030（GBK）均可，自动识别。',
    en: 'At most {lines} lines and 1 MB; UTF-8 or GB18030, recognised by itself.',
  },
  'members.import.preview': { zh: '预览：{name}', en: 'Preview of {name}' },
  'members.import.count.new': { zh: '新增 {count}', en: '{count} new' },
  'members.import.count.present': { zh: '已有 {count}，保持不变', en: '{count} there already, left as they are' },
  'members.import.count.wrong': {
    zh: '有误 {count}，不导入',
    en: { one: '{count} wrong line, left out', other: '{count} wrong lines, left out' },
  },
  'members.import.unknown': { zh: '不认识的列，已略过：{columns}', en: 'Columns passed over: {columns}' },
  'members.import.line': { zh: '第 {line} 行', en: 'Line {line}' },
  'members.import.wrong': { zh: '有误的行', en: 'Wrong lines' },
  'members.import.wrong.save': { zh: '下载有误的行', en: 'Download the wrong lines' },
  'members.import.wrong.hint': {
    zh: '文件中附有原因；改好后可直接再次导入，多出的两列会自动略过。',
    en: 'With the reasons beside them: mend them and bring the same file in again; the two extra columns are passed over.',
  },
  'members.import.wrong.line': { zh: '行号', en: 'Line' },
  'members.import.wrong.reason': { zh: '原因', en: 'Reason' },
  'members.import.fault': { zh: '{column}：{reason}', en: '{column}: {reason}' },
  'members.import.more': { zh: '……另有 {count} 行', en: '… and {count} more' },
  'members.import.new': { zh: '将新增', en: 'To be added' },
  'members.import.mail': { zh: '立即发送邀请邮件', en: 'Invite them by mail at once' },
  'members.import.mail.hint': {
    zh: '不勾选则不发邮件，可在下方下载各人的邀请链接，自行转发。',
    en: 'Otherwise nobody is written to, and you can download the links below and pass them on.',
  },
  'members.import.do.people': {
    zh: '导入 {count} 位成员',
    en: { one: 'Import {count} person', other: 'Import {count} people' },
  },
  'members.import.do.organisations': {
    zh: '导入 {count} 个单位',
    en: { one: 'Import {count} organisation', other: 'Import {count} organisations' },
  },
  'members.import.none': { zh: '表中没有可新增的内容。', en: 'There is nothing new in this table.' },
  'members.import.done': {
    zh: '已新增 {added}；已有 {present}，有误 {wrong}。',
    en: '{added} added; {present} were there already, {wrong} were wrong.',
  },
  'members.import.past': { zh: '导入记录', en: 'Past imports' },
  'members.import.past.none': { zh: '还没有导入过', en: 'No imports yet' },
  'members.import.past.none.hint': {
    zh: '每次导入都会列在这里，一天之内可以撤销。',
    en: 'Each one is listed here, and can be taken back for a day.',
  },
  'members.import.past.people': { zh: '{count} 位成员', en: { one: '{count} person', other: '{count} people' } },
  'members.import.past.organisations': {
    zh: '{count} 个单位',
    en: { one: '{count} organisation', other: '{count} organisations' },
  },
  'members.import.past.by': { zh: '{who}，{when}', en: '{who}, {when}' },
  'members.import.past.undone': {
    zh: '已撤销：移除 {taken}，保留 {kept}',
    en: 'taken back: {taken} went, {kept} stayed',
  },
  'members.import.links': { zh: '邀请链接', en: 'Links' },
  'members.import.links.named': { zh: '下载“{name}”的邀请链接', en: 'Download the links of {name}' },
  'members.import.links.link': { zh: '邀请链接', en: 'Link' },
  'members.import.undo': { zh: '撤销', en: 'Take back' },
  'members.import.undo.named': { zh: '撤销“{name}”的导入', en: 'Take back the import of {name}' },
  'members.import.undo.body': {
    zh: '移除这次导入的内容，邀请链接随即失效。已经入席、被修改或已有成员的不受影响。',
    en: 'What this import brought goes, and its invitations end. Whoever has taken their seat or was changed since stays, and so do organisations with people.',
  },
  'members.import.undone': {
    zh: '已移除 {taken} 项。',
    en: '{taken} taken back.',
  },
  'members.import.undone.kept': {
    zh: '以下已被使用或修改，予以保留：{names}',
    en: 'These have been used or changed since and stay: {names}',
  },
} satisfies Texts)
