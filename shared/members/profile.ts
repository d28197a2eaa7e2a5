/** In UTF-16 code units, per language. */
export const longestBio = 3000
export const mostExpertise = 12

/** Tags that mean the same have one key: whatever their case, width and spaces. */
export const expertiseKey = (tag: string): string => tag.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
