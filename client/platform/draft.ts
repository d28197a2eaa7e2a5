/** Half-filled forms, kept for this tab until they are sent. */
const prefix = 'chandelier.draft.'

export function draftOf(name: string): object {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + name) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

/** Passwords and one-time codes are never written down. */
export function keepDraft(name: string, values: object) {
  const { password: _, code: __, ...rest } = values as Record<string, unknown>
  sessionStorage.setItem(prefix + name, JSON.stringify(rest))
}

export const dropDraft = (name: string) => sessionStorage.removeItem(prefix + name)
