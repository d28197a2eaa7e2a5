import type { Person } from '#shared/members/person.shape.ts'
import type { Profile } from '#shared/members/profile.shape.ts'
import type { Bilingual, Language } from '#shared/platform/language.shape.ts'
import { inLanguage } from '#shared/platform/language.ts'
import type { Said } from './ownMessages.ts'

const words = {
  title: { zh: '我的数据', en: 'My data' },
  messages: { zh: '我发过的消息', en: 'What I wrote' },
  elsewhere: { zh: '已不能进入的会场', en: 'A room that I may not enter any more' },
  edited: { zh: '已编辑', en: 'edited' },
} satisfies Record<string, Record<Language, string>>

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** What people wrote, as the letters that they are. */
const plain = (text: string) => text.replaceAll(/[&<>"']/g, (mark) => marks[mark]!)

/** Never what somebody typed alone: a name with dots and slashes would lead out of the folder it is unpacked to. */
export const nameInZip = ({ id, name }: { id: string; name: string }) =>
  `files/${id}-${name
    .replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, '_')
    .replaceAll('..', '_')
    .slice(-120)
    .toWellFormed()}`

interface Head {
  person: Person
  profile: Profile | null
  cluster: Bilingual
}

/** The page's beginning. It runs no script and fetches nothing but pictures that lie beside it. */
export function pageHead({ person, profile, cluster }: Head): string {
  const { language } = person
  const name = plain(inLanguage(person.name, language))
  const bio = profile ? plain(profile.bio[language] || profile.bio.zh || profile.bio.en) : ''
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${words.title[language]} · ${name}</title>
<style>body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,sans-serif;color-scheme:light dark}
article{margin:1rem 0;white-space:pre-wrap;overflow-wrap:anywhere}time{display:block;font-size:.8rem;opacity:.7}
img{max-width:100%}</style>
<h1>${name}</h1>
<p>${plain(inLanguage(cluster, language))}</p>
<p style="white-space:pre-wrap">${bio}</p>
<p>${plain(profile?.expertise.join(' · ') ?? '')}</p>
<h2>${words.messages[language]}</h2>
`
}

/** One message, below the name of its room where that is another one than before. */
export function pageOfMessage(said: Said, { before, person }: { before: Said | null; person: Person }): string {
  const { language, timeZone } = person
  const title = said.title ? inLanguage(said.title, language) : words.elsewhere[language]
  const heading = before?.room === said.room ? '' : `<h3>${plain(title)}</h3>\n`
  const at = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(said.at)
  const edited = said.editedAt === null ? '' : ` · ${words.edited[language]}`
  const files = (said.files ?? []).map((file) => {
    const address = plain(encodeURI(nameInZip(file)).replaceAll('#', '%23').replaceAll('?', '%3F'))
    const isPicture = file.width !== null
    return isPicture
      ? `<p><img src="${address}" alt="${plain(file.name)}" loading="lazy"></p>`
      : `<p><a href="${address}">${plain(file.name)}</a></p>`
  })
  return `${heading}<article><time>${at}${edited}</time>${plain(said.text)}${files.join('')}</article>\n`
}

export const pageFoot = '</html>\n'
