import type { Letter } from '#server/platform/mail.ts'
import type { Cluster, Person } from '#shared/members/person.shape.ts'
import type { Language } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'

const mostLines = 20

export interface DigestLine {
  sentence: string
  text: string
  link: string
}

const words = {
  zh: {
    subject: (cluster: string) => `${cluster}：您有新的通知`,
    greeting: (name: string) => `${name}：`,
    lead: '以下内容您还没有看过：',
    more: (count: number) => `另有 ${count} 条，请在通知页查看。`,
    settings: '调整通知方式',
    end: '不再接收此类邮件',
  },
  en: {
    subject: (cluster: string) => `${cluster}: news for you`,
    greeting: (name: string) => `Dear ${name},`,
    lead: 'this is what you have not seen yet:',
    more: (count: number) => `And ${count} more, on your page of notices.`,
    settings: 'Choose how you are told',
    end: 'Stop these mails',
  },
}

/** Says nothing of what is in it: subjects are kept and listed. */
export const digestSubject = (cluster: Cluster, language: Language) =>
  words[language].subject(inLanguage(cluster.name, language))

/** What somebody has not seen yet, as text and as plain HTML without anything that would be fetched. */
export function digestLetter(given: {
  cluster: Cluster
  person: Person
  lines: DigestLine[]
  settingsLink: string
  endLink: string
}): Letter {
  const { cluster, person, settingsLink, endLink } = given
  const { language } = person
  const say = words[language]
  const lines = given.lines.slice(0, mostLines)
  const rest = given.lines.length - lines.length
  const greeting = say.greeting(inLanguage(person.name, language))
  const more = rest > 0 ? [say.more(rest)] : []
  const text = [
    greeting,
    say.lead,
    ...lines.map(({ sentence, text, link }) => [sentence, ...(text ? [`  ${text}`] : []), `  ${link}`].join('\n')),
    ...more,
    `${say.settings}: ${settingsLink}\n${say.end}: ${endLink}`,
  ].join('\n\n')
  const html = [
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><body>`,
    `<p>${escaped(greeting)}</p><p>${escaped(say.lead)}</p>`,
    ...lines.map(
      ({ sentence, text, link }) =>
        `<p><a href="${escaped(link)}">${escaped(sentence)}</a>${text && `<br>${escaped(text)}`}</p>`,
    ),
    ...more.map((line) => `<p>${escaped(line)}</p>`),
    `<p><small><a href="${escaped(settingsLink)}">${say.settings}</a> · <a href="${escaped(endLink)}">${say.end}</a></small></p>`,
    '</body></html>',
  ].join('\n')
  return { subject: digestSubject(cluster, language), text: `${text}\n`, html }
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => marks[mark]!)
