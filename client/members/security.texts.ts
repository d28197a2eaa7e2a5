import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** One's own account: sessions, second factor, address, password. */
export const securityTexts = bringTexts({
  'members.password.current': { zh: '当前密码', en: 'Current password' },
  'members.password.change': { zh: '修改密码', en: 'Change the password' },
  'members.password.change.lead': {
    zh: '修改后，您在其他设备上的登录将全部退出。',
    en: 'You are then signed out on all your other devices.',
  },
  'members.password.changed': { zh: '密码已修改。', en: 'The password is changed.' },
  'members.security.lead': {
    zh: '谁能以您的身份登录，以及从哪里登录。',
    en: 'Who can sign in as you, and from where.',
  },
  'members.second': { zh: '两步验证', en: 'Two-step verification' },
  'members.second.lead': {
    zh: '登录时除密码外，还要输入手机验证器上的六位数字。密码泄露也无法登录。',
    en: 'Besides the password, signing in asks for six digits from your phone. A stolen password alone opens nothing.',
  },
  'members.second.on': { zh: '已开启', en: 'On' },
  'members.second.off': { zh: '未开启', en: 'Off' },
  'members.second.begin': { zh: '开启两步验证', en: 'Turn on' },
  'members.second.end': { zh: '关闭两步验证', en: 'Turn off' },
  'members.second.end.body': {
    zh: '关闭后，仅凭密码即可登录。',
    en: 'From then on the password alone is enough to sign in.',
  },
  'members.second.renew': { zh: '重新生成恢复代码', en: 'New recovery codes' },
  'members.second.renew.body': {
    zh: '旧的恢复代码将全部失效。',
    en: 'All former recovery codes stop working.',
  },
  'members.second.password': { zh: '请先输入密码', en: 'First, your password' },
  'members.second.next': { zh: '下一步', en: 'Next' },
  'members.second.scan': {
    zh: '用验证器应用扫描二维码，然后输入它显示的六位数字。',
    en: 'Scan this with an authenticator app, then type the six digits that it shows.',
  },
  'members.second.key': { zh: '无法扫描时，手动输入此密钥', en: 'Cannot scan? Type this key' },
  'members.second.code': { zh: '六位验证码', en: 'Six-digit code' },
  'members.second.prove': { zh: '验证并开启', en: 'Check and turn on' },
  'members.second.codes': { zh: '恢复代码', en: 'Recovery codes' },
  'members.second.codes.lead': {
    zh: '手机丢失时，每个代码可代替验证码登录一次。请打印或存入密码管理器；之后不再显示。',
    en: 'Without your phone, each of these lets you in once. Print them or keep them with your passwords: they are not shown again.',
  },
  'members.second.codes.kept': { zh: '我已妥善保存', en: 'I have kept them' },
  'members.second.isOn': { zh: '两步验证已开启。', en: 'Two-step verification is on.' },
  'members.second.isOff': { zh: '两步验证已关闭。', en: 'Two-step verification is off.' },
  'members.second.qr': { zh: '设置验证器的二维码', en: 'QR code for setting up the authenticator' },
  'members.second.ask': { zh: '还差一步', en: 'One more step' },
  'members.second.ask.lead': {
    zh: '请输入验证器应用上显示的六位数字。',
    en: 'Type the six digits that your authenticator shows.',
  },
  'members.second.ask.recovery.lead': {
    zh: '请输入一个尚未用过的恢复代码。',
    en: 'Type a recovery code that you have not used yet.',
  },
  'members.second.recovery': { zh: '恢复代码', en: 'Recovery code' },
  'members.second.useRecovery': { zh: '手机不在身边？使用恢复代码', en: 'No phone at hand? Use a recovery code' },
  'members.second.useDevice': { zh: '改用验证器', en: 'Use the authenticator after all' },
  'members.second.lost': {
    zh: '两样都没有？请联系秘书处关闭两步验证。',
    en: 'Neither? The secretariat can turn it off for you.',
  },
  'members.demoSeat.hint': {
    zh: '演示席位由所有访客共用，此处仅供浏览。',
    en: 'A demo seat is shared by all visitors: look around, but nothing can be changed here.',
  },
  'members.sessions': { zh: '登录的设备', en: 'Where you are signed in' },
  'members.sessions.lead': {
    zh: '不认识的设备请立即退出，并修改密码。',
    en: 'Sign out whatever you do not know, and change your password.',
  },
  'members.sessions.current': { zh: '本设备', en: 'This device' },
  'members.sessions.unknown': { zh: '未知设备', en: 'Unknown device' },
  'members.sessions.used': { zh: '最近使用：{when}', en: 'last used {when}' },
  'members.sessions.since': { zh: '登录于 {date}', en: 'signed in on {date}' },
  'members.sessions.end': { zh: '退出', en: 'Sign out' },
  'members.sessions.end.named': { zh: '退出{device}', en: 'Sign out {device}' },
  'members.sessions.endOthers': { zh: '退出其他所有设备', en: 'Sign out all others' },
  'members.sessions.ended': { zh: '已退出。', en: 'Signed out.' },
  'members.place.machine': { zh: '服务器本机', en: 'the server’s own machine' },
  'members.place.network': { zh: '内部网络 {address}', en: 'private network, {address}' },
  'members.place.elsewhere': { zh: 'IP {address}', en: 'address {address}' },
  'members.email.change': { zh: '更换邮箱', en: 'Change your address' },
  'members.email.now': { zh: '现用邮箱：{email}', en: 'It is {email} now.' },
  'members.email.new': { zh: '新邮箱', en: 'New address' },
  'members.email.send': { zh: '发送确认链接', en: 'Send the link' },
  'members.email.waiting': {
    zh: '确认链接已发往 {email}。打开后更换才生效，链接一天内有效；若该邮箱已有账户，则不会收到邮件。',
    en: 'A link is on its way to {email}. The change counts once you have opened it, within a day; an address that has an account already gets no mail.',
  },
  'members.email.confirming': { zh: '正在确认新邮箱……', en: 'Confirming your new address…' },
  'members.email.confirmed': { zh: '邮箱已更换为 {email}。', en: 'Your address is {email} now.' },
  'members.leave': { zh: '注销账户', en: 'Delete your account' },
  'members.leave.lead': {
    zh: '到期后，您的姓名、邮箱、简介、头像、登录与令牌都会被删除，且无法恢复。',
    en: 'Your name, address, profile, picture, sessions and tokens are then deleted for good.',
  },
  'members.leave.keep': {
    zh: '您发过的消息会保留，作者显示为“前成员”。',
    en: 'What you wrote stays, under “former member”.',
  },
  'members.leave.erase': {
    zh: '您发过的消息也会一并清除。',
    en: 'What you wrote is erased too.',
  },
  'members.leave.ask': { zh: '申请注销', en: 'Ask for deletion' },
  'members.leave.body': {
    zh: '请输入密码确认。到期之前随时可以撤回。',
    en: 'Please confirm with your password. Until the day comes you can call it off.',
  },
  'members.leave.due': { zh: '您的账户将于 {date} 注销。', en: 'Your account will be deleted on {date}.' },
  'members.leave.callOff': { zh: '撤回注销申请', en: 'Keep my account' },
} satisfies Texts)
