import { bringTexts } from '#client/texts.ts'

/** The page of notices and its settings. */
export const noticesTexts = bringTexts({
  'notices.readAll': { zh: '全部标为已读', en: 'Mark all as read' },
  'notices.none': { zh: '还没有通知', en: 'No notices yet' },
  'notices.none.hint': {
    zh: '有人提到您、回复您或回应您的消息时，会在这里告诉您。',
    en: 'When somebody mentions you, answers you or reacts to a message of yours, you hear of it here.',
  },
  'notices.toRooms': { zh: '去交流厅看看', en: 'Go to the lounges' },
  'notices.older': { zh: '更早的通知', en: 'Older notices' },
  'notices.unread': { zh: '未读', en: 'Unread' },
  'notices.settings': { zh: '通知设置', en: 'Notice settings' },
  'notices.settings.lead': {
    zh: '通知页里总会有记录；这里决定何时用邮件告诉您。',
    en: 'The page of notices always has them; here you choose when a mail tells you too.',
  },
  'notices.mail': { zh: '未读通知的邮件', en: 'Mails about unread notices' },
  'notices.mail.off': { zh: '不发', en: 'None' },
  'notices.mail.instant': { zh: '随时', en: 'At once' },
  'notices.mail.hourly': { zh: '每小时', en: 'Hourly' },
  'notices.mail.daily': { zh: '每天', en: 'Daily' },
  'notices.mail.hint': {
    zh: '已经看过的不再发送；没有新内容就不发。',
    en: 'What you have seen is left out; without news there is no mail.',
  },
  'notices.mail.none': {
    zh: '本站没有配置邮件服务器，目前不会发出邮件。',
    en: 'No mail server is set up here, so that no mails go out at present.',
  },
  'notices.dailyAt': { zh: '每天几点（{zone}）', en: 'Daily at ({zone})' },
  'notices.quiet': { zh: '免打扰时段', en: 'Quiet hours' },
  'notices.quiet.hint': {
    zh: '在此期间不发邮件和推送，结束后再告诉您。每天的汇总邮件不受影响。',
    en: 'Neither mail nor push meanwhile; you are told when they are over. The daily mail keeps its own hour.',
  },
  'notices.quiet.from': { zh: '从', en: 'From' },
  'notices.quiet.to': { zh: '到', en: 'Until' },
  'notices.push': { zh: '在这台设备上推送', en: 'Push to this device' },
  'notices.push.hint': {
    zh: '页面关闭时也会提醒；刚刚看过的不再提醒。',
    en: 'Also while the page is closed; what you have just read does not ring.',
  },
  'notices.push.unable': {
    zh: '此浏览器或当前连接不支持推送（需要 https）。',
    en: 'This browser or connection knows no push (it needs https).',
  },
  'notices.push.denied': {
    zh: '浏览器设置里禁止了本站的通知。',
    en: 'Notifications from this site are forbidden in the settings of your browser.',
  },
  'notices.push.failed': {
    zh: '没能开启推送，请稍后再试。在中国大陆，部分浏览器的推送服务无法使用，可以改用邮件。',
    en: 'That did not work; please try again later. The push services of some browsers cannot be reached from mainland China: mail is the other way.',
  },
  'notices.pushText': { zh: '推送中显示消息内容', en: 'Show words of messages in pushes' },
  'notices.pushText.hint': {
    zh: '内容会出现在锁定的屏幕上。',
    en: 'They can then be read on a locked screen.',
  },
  'notices.room.title': { zh: '“{room}”的通知', en: 'Notices from “{room}”' },
  'notices.level.all': { zh: '每条消息', en: 'Every message' },
  'notices.level.all.hint': { zh: '有人发言就告诉我。', en: 'Tell me whenever somebody writes.' },
  'notices.level.mentions': { zh: '与我有关的', en: 'What concerns me' },
  'notices.level.mentions.hint': {
    zh: '提到我、回复我或回应我的消息时告诉我。',
    en: 'Mentions, answers, and reactions to what I wrote.',
  },
  'notices.level.none': { zh: '什么都不要', en: 'Nothing' },
  'notices.level.none.hint': { zh: '提到我也不告诉我。', en: 'Not even when I am mentioned.' },
  'notices.snooze': { zh: '暂时静音', en: 'Snooze' },
  'notices.snooze.hint': {
    zh: '在此期间不发邮件和推送，通知页照常。',
    en: 'Neither mail nor push meanwhile; the page of notices goes on.',
  },
  'notices.snooze.no': { zh: '不静音', en: 'Not now' },
  'notices.snooze.hours': { zh: '{count} 小时', en: { one: 'For {count} hour', other: 'For {count} hours' } },
  'notices.snooze.until': { zh: '到{when}', en: 'Until {when}' },
  'notices.end.title': { zh: '不再接收通知邮件？', en: 'Stop the mails about notices?' },
  'notices.end.body': {
    zh: '通知页里仍会有全部内容，随时可以在通知设置里重新打开。',
    en: 'Everything still stands on your page of notices, and you can turn them on again in its settings.',
  },
  'notices.end.do': { zh: '不再接收', en: 'Stop the mails' },
  'notices.end.done': { zh: '已停止发送通知邮件', en: 'The mails have been stopped' },
  'notices.end.home': { zh: '前往首页', en: 'To the hub' },
})
