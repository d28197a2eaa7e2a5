import type { Letter } from '#server/platform/mail.ts'
import type { Cluster, Person } from '#shared/members/person.shape.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'

interface About {
  cluster: Cluster
  person: Person
}

/** The hub's letters, each in the language of the person that it goes to. */
export function invitationLetter({ cluster, person }: About, link: string): Letter {
  const name = inLanguage(cluster.name, person.language)
  const reader = inLanguage(person.name, person.language)
  return inOne(person.language, {
    zh: {
      subject: `邀请您加入${name}`,
      text: [
        `${reader}：`,
        `秘书处邀请您加入${name}的线上会场。请打开以下链接，设置密码后即可入席：`,
        link,
        validity.zh,
      ],
    },
    en: {
      subject: `You are invited to ${name}`,
      text: [
        `Dear ${reader},`,
        `the secretariat invites you to the rooms of ${name}. Open this link, set a password and take your seat:`,
        link,
        validity.en,
      ],
    },
  })
}
const validity = {
  zh: '链接十四天内有效，只能使用一次。如果您并不认识我们，请忽略此邮件。',
  en: 'The link is good for fourteen days and works once. If you do not know us, ignore this mail.',
}

export function passwordResetLetter(cluster: Cluster, language: Language, link: string): Letter {
  const name = inLanguage(cluster.name, language)
  return inOne(language, {
    zh: {
      subject: `${name}：重设密码`,
      text: [
        `有人为您在${name}的账户申请了重设密码。请打开以下链接设置新密码：`,
        link,
        '链接一小时内有效，只能使用一次。设置后，其他设备上的登录都会结束。如果不是您本人申请，请忽略此邮件，密码不会改变。',
      ],
    },
    en: {
      subject: `${name}: set a new password`,
      text: [
        `Somebody asked for a new password for your account at ${name}. Open this link to set one:`,
        link,
        'The link is good for one hour and works once; it ends every session that you have open. If it was not you, ignore this mail: your password stays as it is.',
      ],
    },
  })
}

export function suspendedLetter({ cluster, person }: About): Letter {
  const name = inLanguage(cluster.name, person.language)
  return inOne(person.language, {
    zh: {
      subject: `${name}：您的席位已被暂停`,
      text: [`秘书处暂停了您在${name}的席位，理由如下：`, person.reason, '如有疑问，请联系秘书处。'],
    },
    en: {
      subject: `${name}: your seat is suspended`,
      text: [
        `The secretariat has suspended your seat at ${name}, for this reason:`,
        person.reason,
        'If you have a question, please ask the secretariat.',
      ],
    },
  })
}

export function reinstatedLetter({ cluster, person }: About): Letter {
  const name = inLanguage(cluster.name, person.language)
  return inOne(person.language, {
    zh: {
      subject: `${name}：您的席位已恢复`,
      text: [
        `秘书处恢复了您在${name}的席位，理由如下：`,
        person.reason,
        '您可以用原来的密码登录；访问令牌须重新创建。',
      ],
    },
    en: {
      subject: `${name}: your seat is yours again`,
      text: [
        `The secretariat has reinstated your seat at ${name}, for this reason:`,
        person.reason,
        'Sign in with the password that you had; access tokens have to be made anew.',
      ],
    },
  })
}

function inOne(language: Language, letters: Record<Language, { subject: string; text: string[] }>): Letter {
  const { subject, text } = letters[language]
  return { subject, text: `${text.join('\n\n')}\n` }
}
