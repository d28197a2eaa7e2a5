import type { Text } from '#client/i18n.ts'
import type { Organisation } from '#shared/members/person.shape.ts'
import { findSector } from '#shared/members/sectors.ts'

/** A class with its name where it is known, or its code alone. */
export function sectorName(code: string, { language }: Pick<Text, 'language'>): string {
  const sector = findSector(code)
  return sector ? `${code} ${sector[language]}` : code
}

export const sectorsIn = ({ sectors }: Organisation, words: Text) =>
  sectors.map((code) => sectorName(code, words)).join(words.t('platform.listMark'))
