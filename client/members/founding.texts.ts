import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** The first run of all. */
export const foundingTexts = bringTexts({
  'members.found': { zh: '创建集群', en: 'Found the cluster' },
  'members.found.lead': {
    zh: '首次使用：为集群命名，并创建第一个秘书处账户。以后都可以修改。',
    en: 'First run: name the cluster and create the first secretariat account. All of it can be changed later.',
  },
  'members.found.code': { zh: '安装码', en: 'Set-up code' },
  'members.found.code.hint': {
    zh: '服务器启动时写在日志中，只能使用一次。',
    en: 'Printed in the server’s log when it started; it works once.',
  },
  'members.found.cluster': { zh: '集群', en: 'The cluster' },
  'members.found.account': { zh: '您的账户', en: 'Your account' },
  'members.found.account.lead': {
    zh: '您将是秘书处的第一位成员，可以邀请其他人。',
    en: 'You will be the first of the secretariat and can invite the others.',
  },
  'members.found.do': { zh: '创建集群', en: 'Found the cluster' },
} satisfies Texts)
