/** More than this nobody keeps in sight. */
export const mostPins = 50

/** One message has one pin. */
export const pinOf = (message: string) => `${message}.pin`
