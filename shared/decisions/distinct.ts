/** Names that differ: a second of the same gets the next number that nobody bears yet. */
export function distinct(names: readonly string[]): string[] {
  const borne = new Set(names)
  const given = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let number = 2; given.has(own) || (own !== name && borne.has(own)); number++) own = `${name} (${number})`
    given.add(own)
    return own
  })
}
