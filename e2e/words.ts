/** What people read on the screen and reach for. */
export const words = {
  email: { zh: '邮箱', en: 'E-mail' },
  password: { zh: /^密码/, en: /^Password/ },
  signIn: { zh: '登录', en: 'Sign in' },
  userMenu: { zh: /的菜单$/, en: /^Menu of / },
  join: { zh: '加入会场', en: 'Join' },
  send: { zh: '发送', en: 'Send' },
  answer: { zh: '回复', en: 'Reply' },
  edit: { zh: '编辑', en: 'Edit' },
  edited: { zh: '已编辑', en: 'edited' },
  more: { zh: '更多', en: 'More' },
  delete: { zh: '删除', en: 'Delete' },
  redact: { zh: '撤下消息', en: 'Take out' },
  reason: { zh: '理由', en: 'Reason' },
  react: { zh: '添加表情', en: 'Add a reaction' },
  unread: { zh: /条未读/, en: /unread/ },
  toNewest: { zh: /条新消息|回到最新/, en: /new message|To the newest/ },
} as const
