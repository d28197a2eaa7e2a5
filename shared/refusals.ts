import { electionRefusals } from './decisions/electionRefusals.ts'
import { decisionRefusals } from './decisions/refusals.ts'
import type { Language } from './platform/language.shape.ts'
import { filled } from './platform/language.ts'

/** Every sentence with which the hub says no. `{name}` is filled from the refusal's values. */
export const refusals = {
  'platform.checkInput': { zh: '请检查标出的各项。', en: 'Please check the marked fields.' },
  'platform.field.required': { zh: '此项必填。', en: 'This is needed.' },
  'platform.field.invalid': { zh: '此项填写有误。', en: 'This is not valid.' },
  'platform.field.tooLong': { zh: '内容过长。', en: 'This is too long.' },
  'platform.field.malformed': { zh: '含有无法显示的字符。', en: 'This holds characters that cannot be shown.' },
  'platform.field.email': { zh: '请填写有效的邮箱地址。', en: 'Please give a valid e-mail address.' },
  'platform.field.password': { zh: '密码至少 10 个字符。', en: 'A password has at least 10 characters.' },
  'platform.field.reason': { zh: '请写明理由（至少 3 个字符）。', en: 'Please give a reason (at least 3 characters).' },
  'platform.field.timeZone': { zh: '不认识这个时区。', en: 'This time zone is not known.' },
  'platform.notSignedIn': { zh: '请先登录。', en: 'Please sign in first.' },
  'platform.notAllowed': { zh: '您无权这样做。', en: 'You may not do this.' },
  'platform.notFound': { zh: '没有找到，或您无权查看。', en: 'There is no such thing, or you may not see it.' },
  'platform.wrongState': { zh: '目前的状态下不能这样做。', en: 'This cannot be done in the present state.' },
  'platform.repeatDiffers': {
    zh: '同一操作编号已用于不同内容。',
    en: 'This deed was already sent with other content.',
  },
  'platform.tooManyRequests': { zh: '操作过于频繁，请稍候。', en: 'Too many requests; please wait a moment.' },
  'platform.tooLarge': { zh: '内容超过允许的大小。', en: 'This is larger than allowed.' },
  'platform.foreignOrigin': {
    zh: '请求来自其他网站，已拒绝。',
    en: 'The request came from another site and was refused.',
  },
  'platform.tokenScope': { zh: '此访问令牌没有这项权限。', en: 'This access token does not reach that far.' },
  'platform.internal': {
    zh: '我们这边出了错，您的内容没有丢失。',
    en: 'Something broke on our side; what you wrote is not lost.',
  },
  'platform.unavailable': {
    zh: '服务暂时不可用，请稍后再试。',
    en: 'The hub cannot do this right now; please try again.',
  },
  'platform.diskFull': {
    zh: '服务器的磁盘已满，暂时无法保存；您的内容没有丢失，请告知秘书处。',
    en: 'The hub’s disk is full, so nothing can be stored now; what you wrote is not lost. Please tell the secretariat.',
  },
  'platform.offline': { zh: '没有连接，稍后自动重试。', en: 'No connection; this is tried again later.' },
  'members.wrongCode': { zh: '安装码不正确。', en: 'The set-up code is wrong.' },
  'members.alreadyFounded': { zh: '集群已经创建。', en: 'The cluster has already been founded.' },
  'members.emailTaken': { zh: '该邮箱已有账户。', en: 'There is already an account with this address.' },
  'members.invitationOver': {
    zh: '邀请已失效，请联系秘书处。',
    en: 'This invitation is no longer valid; please ask the secretariat.',
  },
  'members.lastSecretariat': {
    zh: '这是最后一位秘书处成员，不能更改。',
    en: 'This is the last person of the secretariat and cannot be changed.',
  },
  'members.noSuchOrganisation': { zh: '没有这个成员单位。', en: 'There is no such organisation.' },
  'members.wrongPassword': { zh: '邮箱或密码不正确。', en: 'The address or the password is wrong.' },
  'members.resetOver': {
    zh: '链接已失效，请重新申请重设密码。',
    en: 'This link is no longer valid; please ask for a new one.',
  },
  'members.passwordWrong': { zh: '密码不正确。', en: 'The password is wrong.' },
  'members.demoSeat': {
    zh: '演示席位由所有访客共用，不能这样设置。',
    en: 'A demo seat is shared by all visitors and cannot be set up like this.',
  },
  'members.codeWrong': {
    zh: '验证码不正确，或已被使用。',
    en: 'The code is wrong, or has been used.',
  },
  'members.noSecondFactor': {
    zh: '这位成员没有开启两步验证。',
    en: 'This member has no two-step verification.',
  },
  'members.codeUsed': {
    zh: '这个验证码已经用过，请重新登录并使用下一个。',
    en: 'This code has been used already; please sign in again with the next one.',
  },
  'members.secondFactorOver': {
    zh: '验证已过期或尝试次数过多，请重新登录。',
    en: 'This took too long or too many tries; please sign in again.',
  },
  'members.confirmationOver': {
    zh: '确认链接已失效，请重新申请更换邮箱。',
    en: 'This link is no longer valid; please ask for the change of address again.',
  },
  'members.suspended': {
    zh: '您的席位已被暂停，请联系秘书处。',
    en: 'Your seat is suspended; please ask the secretariat.',
  },
  'members.statusTime': {
    zh: '结束时间须在将来，且不超过一年。',
    en: 'The end must lie ahead, and within a year.',
  },
  'members.logoType': { zh: '标志须为 PNG、JPEG 或 WebP 图片。', en: 'A logo must be a PNG, JPEG or WebP picture.' },
  'members.import.workbook': {
    zh: '这是 Excel 工作簿。请在 Excel 中“另存为”CSV 后再选择。',
    en: 'This is a workbook. Save it as CSV in your spreadsheet, then choose that file.',
  },
  'members.import.encoding': {
    zh: '无法读取文件中的文字。请另存为“CSV UTF-8”。',
    en: 'The text in this file cannot be read. Save it as “CSV UTF-8”.',
  },
  'members.import.empty': { zh: '表中没有可导入的行。', en: 'There are no lines in this table.' },
  'members.import.broken': {
    zh: '从第 {line} 行起引号不成对，无法读取其后的内容。',
    en: 'From line {line} on a quotation mark is never closed, so the rest cannot be read.',
  },
  'members.import.tooManyLines': {
    zh: '一次最多导入 {most} 行，请分成几个文件。',
    en: 'At most {most} lines at once; please split the file.',
  },
  'members.import.tooManyColumns': {
    zh: '列数超过 {most}，请删去不需要的列。',
    en: 'There are more than {most} columns; please take out what is not needed.',
  },
  'members.import.tooLarge': {
    zh: '文件超过 1 MB，请分成几个文件。',
    en: 'This file is larger than 1 MB; please split it.',
  },
  'members.import.columnTwice': {
    zh: '“{column}”列与前面的一列含义相同，请删去其中一列。',
    en: 'The column “{column}” means the same as an earlier one; please take one of them out.',
  },
  'members.import.noColumn': { zh: '缺少“{zh}”列。', en: 'There is no column “{en}”.' },
  'members.import.noName': {
    zh: '缺少名称列。首行应写明各列的名称，可先下载模板。',
    en: 'There is no column for names. The first line names the columns; the template shows how.',
  },
  'members.import.noSuchSeat': { zh: '没有“{seat}”这个席位。', en: 'There is no seat called “{seat}”.' },
  'members.import.seatByHand': {
    zh: '“{seat}”席位不能通过导入授予，请导入后逐一调整。',
    en: 'The seat “{seat}” is not given by import; change it by hand afterwards.',
  },
  'members.import.language': {
    zh: '语言请填“中文”或“英文”，也可以留空。',
    en: 'The language is “Chinese” or “English”, or nothing.',
  },
  'members.import.twice': { zh: '与第 {line} 行重复。', en: 'The same as in line {line}.' },
  'members.import.organisationTwice': {
    zh: '有几个单位都叫“{name}”，请导入后再选定。',
    en: 'Several organisations are called “{name}”; choose it by hand afterwards.',
  },
  'members.import.noOrganisation': {
    zh: '没有名为“{name}”的成员单位，请先导入单位。',
    en: 'There is no organisation called “{name}”; bring in the organisations first.',
  },
  'members.import.stillHeld': {
    zh: '该邮箱正在释放，请稍后再试。',
    en: 'This address is just being freed; please try again in a minute.',
  },
  'members.import.fileGone': {
    zh: '文件已不在服务器上，请重新选择。',
    en: 'The file is no longer at hand; please choose it again.',
  },
  'members.import.nothing': {
    zh: '没有可以新增的内容。',
    en: 'There is nothing new in this table.',
  },
  'members.import.noLinks': {
    zh: '没有等待接受的邀请。',
    en: 'None of them has an invitation left to accept.',
  },
  'members.import.undone': { zh: '这次导入已经撤销。', en: 'This import was taken back already.' },
  'members.import.tooLate': {
    zh: '导入超过 24 小时，不能再整体撤销。',
    en: 'This import is older than 24 hours and can no longer be taken back as a whole.',
  },
  'members.import.allUsed': {
    zh: '导入的内容都已被使用或修改，没有可撤销的。',
    en: 'All of it has been used or changed since; there is nothing to take back.',
  },
  'files.unreadable': {
    zh: '这张图片已损坏，无法读取。',
    en: 'This picture is damaged and cannot be read.',
  },
  'files.tooManyPixels': {
    zh: '图片的像素过多，请缩小后再上传。',
    en: 'This picture has too many pixels; please scale it down first.',
  },
  'files.tooLarge': {
    zh: '文件超过 {most} MB，无法上传。',
    en: 'This file is larger than the {most} MB allowed.',
  },
  'files.type': {
    zh: '这里不接受这种类型的文件（{type}）。',
    en: 'Files of this kind ({type}) are not accepted here.',
  },
  'files.quota': {
    zh: '贵单位的存储空间（{most} MB）已满，请删除不再需要的文件，或联系秘书处。',
    en: 'Your organisation’s {most} MB of storage are used up. Delete files that are no longer needed, or ask the secretariat.',
  },
  'files.moreThanOffered': {
    zh: '收到的内容多于声明的大小，请重新上传。',
    en: 'More came than was announced; please upload the file again.',
  },
  'files.elsewhere': {
    zh: '上传进度不一致，将从已收到的位置继续。',
    en: 'The upload is at another place; it goes on from what has arrived.',
  },
  'files.empty': { zh: '这个文件是空的。', en: 'This file is empty.' },
  'files.changed': {
    zh: '文件已被移动或修改，请重新选择。',
    en: 'This file was moved or changed; please choose it again.',
  },
  'files.lost': {
    zh: '页面刷新时尚未传完，请重新选择。',
    en: 'The page was reloaded before it was there; please choose it again.',
  },
  'files.tooMany': { zh: '一条消息最多附 {most} 个文件。', en: 'A message takes at most {most} files.' },
  'files.gone': {
    zh: '有附件已失效，请重新上传。',
    en: 'One of the files is no longer there; please attach it again.',
  },
  'rooms.hookAddress': {
    zh: '地址须以 https:// 开头，且不能指向内部网络。',
    en: 'The address must begin with https:// and lead to the public internet.',
  },
  'rooms.hooksFull': { zh: '每个会场最多 {most} 个推送地址。', en: 'A room takes at most {most} web hooks.' },
  'notices.unsubscribeOver': {
    zh: '链接无效，请登录后在通知设置中更改。',
    en: 'This link is not valid; please sign in and change it in the settings of your notices.',
  },
  'rooms.archived': { zh: '会场已归档，只能阅读。', en: 'This room is archived and can only be read.' },
  'rooms.alreadySeated': { zh: '您已在会场中。', en: 'You already have a seat here.' },
  'rooms.noWayBack': {
    zh: '没有席位的人进不了这个会场，对方无法自行返回。',
    en: 'Nobody enters this room without a seat, so they could not come back by themselves.',
  },
  'rooms.lastChair': { zh: '请先指定另一位主席。', en: 'Please name another chair first.' },
  'rooms.messageErased': { zh: '这条消息已被删除。', en: 'This message has been erased.' },
  'rooms.tooManyEmoji': {
    zh: '每人最多用 {most} 种表情回应同一条消息。',
    en: 'One person can put at most {most} different emoji on a message.',
  },
  'rooms.messageFullOfEmoji': {
    zh: '这条消息已有 {most} 种表情，请从中选用。',
    en: 'This message has {most} different emoji already; please use one of them.',
  },
  'rooms.noSuchPerson': { zh: '没有这位成员。', en: 'There is no such member.' },
  'rooms.alreadyPinned': { zh: '这条消息已经置顶。', en: 'This message is pinned already.' },
  'rooms.notPinned': { zh: '这条消息没有置顶。', en: 'This message is not pinned.' },
  'rooms.tooManyPins': {
    zh: '最多置顶 {most} 条消息，请先取消一条。',
    en: 'At most {most} messages can be pinned; please take one down first.',
  },
  'rooms.search.nothing': { zh: '请写明要找的内容。', en: 'Please say what to look for.' },
  'rooms.search.noSuchDay': { zh: '请按 2026-03-01 的格式写日期。', en: 'Please write a day like 2026-03-01.' },
  'rooms.search.noSuchThing': {
    zh: '“含:”后面目前只能写“文件”。',
    en: 'After “has:” there can only be “file” so far.',
  },
  'rooms.search.noSuchAuthor': { zh: '没有叫“{name}”的成员。', en: 'There is nobody called “{name}”.' },
  'rooms.locked': { zh: '会场已锁定，理由：{reason}', en: 'This room is locked. Reason: {reason}' },
  'rooms.muted': {
    zh: '您已被禁言，约 {minutes} 分钟后解除。理由：{reason}',
    en: 'You are muted for about {minutes} more minutes. Reason: {reason}',
  },
  'rooms.slow': {
    zh: '会场已开启慢速模式，请 {seconds} 秒后再发言。',
    en: 'This room is in slow mode; you can write again in {seconds} seconds.',
  },
  'rooms.busy': { zh: '发言太快了，请稍候。', en: 'That was fast; please wait a moment.' },
  'rooms.mayNotAttach': { zh: '您不能在此会场发送文件。', en: 'You may not send files in this room.' },
  'rooms.mayNotCallAll': {
    zh: '您不能在此会场提及所有人。',
    en: 'You may not call everybody in this room.',
  },
  'rooms.editNeedsReview': {
    zh: '修改后的内容需经主席审阅，请作为新消息发送。',
    en: 'This change needs a chair’s review; please send it as a new message.',
  },
  'rooms.tooManyHeld': {
    zh: '您有太多消息正等待审阅，请稍后再发。',
    en: 'Too many of your messages wait for review; please send this later.',
  },
  'rooms.tooManyWords': { zh: '词表最多 {most} 个词。', en: 'The list holds at most {most} words.' },
  'rooms.notMuted': { zh: '对方没有被禁言。', en: 'They are not muted.' },
  'rooms.alreadyReported': { zh: '您已举报过这条消息。', en: 'You have already reported this message.' },
  'rooms.tooManyReports': {
    zh: '这条消息已有多人举报，主席正在处理。',
    en: 'Many have reported this message already; the chairs know of it.',
  },
  'rooms.seatsNeeded': { zh: '请选择可以进入的席位。', en: 'Please choose the seats that may enter.' },
  ...decisionRefusals,
  ...electionRefusals,
} satisfies Record<string, Record<Language, string>>

/** The sentence for a member in their language; an unknown key gives the general one. */
export function sentence(key: string, language: Language, values: Record<string, string | number> = {}): string {
  const text = (refusals as Record<string, Record<Language, string>>)[key] ?? refusals['platform.internal']
  return filled(text[language], values)
}
