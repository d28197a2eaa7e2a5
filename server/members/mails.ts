import type { Letter } from '#server/platform/mail.ts'
import { reasonIn } from '#shared/causes.ts'
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
        reasonIn(person, 'zh'),
        '您可以用原来的密码登录；访问令牌须重新创建。',
      ],
    },
    en: {
      subject: `${name}: your seat is yours again`,
      text: [
        `The secretariat has reinstated your seat at ${name}, for this reason:`,
        reasonIn(person, 'en'),
        'Sign in with the password that you had; access tokens have to be made anew.',
      ],
    },
  })
}

export function secondFactorResetLetter({ cluster, person }: About): Letter {
  const name = inLanguage(cluster.name, person.language)
  return inOne(person.language, {
    zh: {
      subject: `${name}：两步验证已被关闭`,
      text: [
        `秘书处关闭了您在${name}的两步验证，理由如下：`,
        person.reason,
        '您的所有登录均已退出。请用密码重新登录，并尽快再次开启两步验证。如果这不是您要求的，请立即联系秘书处。',
      ],
    },
    en: {
      subject: `${name}: your second factor is switched off`,
      text: [
        `The secretariat has switched off your second factor at ${name}, for this reason:`,
        person.reason,
        'You are signed out everywhere. Sign in with your password and set the second factor up again. If you did not ask for this, tell the secretariat at once.',
      ],
    },
  })
}

export function newAddressLetter({ cluster, person }: About, link: string): Letter {
  const name = inLanguage(cluster.name, person.language)
  return inOne(person.language, {
    zh: {
      subject: `${name}：请确认新邮箱`,
      text: [
        `您申请将${name}账户的邮箱改为此地址。请打开以下链接确认：`,
        link,
        '链接一天内有效，打开时须登录原账户。如果不是您本人申请，请忽略此邮件。',
      ],
    },
    en: {
      subject: `${name}: confirm your new address`,
      text: [
        `You asked to use this address for your account at ${name}. Open this link to confirm it:`,
        link,
        'The link is good for one day; you are asked to sign in to the account. If it was not you, ignore this mail.',
      ],
    },
  })
}

export function addressMovedLetter({ cluster, person }: About, email: string): Letter {
  const name = inLanguage(cluster.name, person.language)
  return inOne(person.language, {
    zh: {
      subject: `${name}：账户邮箱已更换`,
      text: [`您在${name}的账户邮箱已改为 ${email}，此后请用新邮箱登录。`, '如果这不是您本人操作，请立即联系秘书处。'],
    },
    en: {
      subject: `${name}: the address of your account has changed`,
      text: [
        `Your account at ${name} now has the address ${email}; sign in with that one from now on.`,
        'If it was not you who did this, tell the secretariat at once.',
      ],
    },
  })
}

export function leavingLetter({ cluster, person }: About, dueAt: Date): Letter {
  const name = inLanguage(cluster.name, person.language)
  const day = new Intl.DateTimeFormat(person.language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone: person.timeZone,
  }).format(dueAt)
  return inOne(person.language, {
    zh: {
      subject: `${name}：您的账户将被注销`,
      text: [
        `您申请注销在${name}的账户，将于${day}执行。在此之前，登录后可在“账户与安全”中撤回。`,
        '如果不是您本人申请，请立即登录撤回并修改密码。',
      ],
    },
    en: {
      subject: `${name}: your account will be deleted`,
      text: [
        `You asked for your account at ${name} to be deleted; that is done on ${day}. Until then, sign in and call it off under "Account and security".`,
        'If it was not you who asked, call it off at once and change your password.',
      ],
    },
  })
}

function inOne(language: Language, letters: Record<Language, { subject: string; text: string[] }>): Letter {
  const { subject, text } = letters[language]
  return { subject, text: `${text.join('\n\n')}\n` }
}
