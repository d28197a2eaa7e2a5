/** A whole number of 10^-places as an exact decimal: `decimal(12345n, 2)` is `123.45`. */
export function decimal(units: bigint, places: number): string {
  if (places === 0) return String(units)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** a / b, the remainder counted as one more; both positive. */
export const dividedUp = (a: bigint, b: bigint): bigint => (a + b - 1n) / b
