import type { Texts } from '#client/i18n.ts'

/** Coming in: signing in, invitations, passwords. */
export const accountTexts = {
  'members.status.set': { zh: '设置状态', en: 'Set a status' },
  'members.signIn': { zh: '登录', en: 'Sign in' },
  'members.signIn.lead': { zh: '使用受邀时登记的邮箱登录。', en: 'With the address that you were invited under.' },
  'members.signOut': { zh: '退出登录', en: 'Sign out' },
  'members.signOut.failed': {
    zh: '未能退出：服务器没有回应。您在此设备上仍处于登录状态，请稍后再试。',
    en: 'Not signed out: the hub does not answer. You are still signed in on this device; please try again later.',
  },
  'members.email': { zh: '邮箱', en: 'E-mail' },
  'members.password': { zh: '密码', en: 'Password' },
  'members.password.show': { zh: '显示或隐藏密码', en: 'Show or hide the password' },
  'members.password.hint': {
    zh: '至少 10 个字符；一句话比几个符号更好记也更安全。',
    en: 'At least 10 characters; a sentence is safer than a few symbols.',
  },
  'members.password.choose': { zh: '设置密码', en: 'Choose a password' },
  'members.password.new': { zh: '新密码', en: 'New password' },
  'members.forgot': { zh: '忘记密码？', en: 'Forgot your password?' },
  'members.backToSignIn': { zh: '返回登录', en: 'Back to sign-in' },
  'members.ended.revoked': {
    zh: '您的登录已被撤销，请重新登录。',
    en: 'Your session was revoked; please sign in again.',
  },
  'members.ended.suspended': {
    zh: '您的席位已被暂停，请联系秘书处。',
    en: 'Your seat is suspended; please ask the secretariat.',
  },
  'members.ended.expired': { zh: '登录已过期，请重新登录。', en: 'Your session has expired; please sign in again.' },
  'members.demo': { zh: '演示席位', en: 'Demo seats' },
  'members.demo.lead': {
    zh: '点一下即可入座，无需密码。人物与单位均为虚构。',
    en: 'One click takes a seat, no password needed. People and firms are made up.',
  },
  'members.reset': { zh: '重设密码', en: 'Reset your password' },
  'members.reset.lead': {
    zh: '我们会向您的邮箱发送一个链接。',
    en: 'We send a link to your address.',
  },
  'members.reset.send': { zh: '发送链接', en: 'Send the link' },
  'members.reset.sent': { zh: '请查收邮件', en: 'Look into your mailbox' },
  'members.reset.sent.hint': {
    zh: '如果该邮箱有账户，链接已经发出。几分钟内没有收到，请联系秘书处。',
    en: 'If there is an account with this address, the link is on its way. If nothing comes, ask the secretariat.',
  },
  'members.reset.over': {
    zh: '该链接已失效，请重新申请。',
    en: 'That link is no longer valid; please ask for a new one.',
  },
  'members.reset.set': { zh: '设置新密码', en: 'Set a new password' },
  'members.reset.set.lead': { zh: '设置后请用新密码登录。', en: 'Then sign in with it.' },
  'members.reset.save': { zh: '保存新密码', en: 'Save the new password' },
  'members.invitation': { zh: '加入{cluster}', en: 'Join {cluster}' },
  'members.invitation.lead': {
    zh: '邀请发给 {email}。请核对资料并设置密码。',
    en: 'This invitation is for {email}. Check what it says of you and choose a password.',
  },
  'members.invitation.accept': { zh: '接受邀请并入座', en: 'Accept and take the seat' },
  'members.security': { zh: '账户与安全', en: 'Account and security' },
  'members.tokens': { zh: '访问令牌', en: 'Access tokens' },
} satisfies Texts
