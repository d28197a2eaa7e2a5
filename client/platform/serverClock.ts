let offsetMs = 0

/** Learns how far this device's clock is off, from an answer that named the hub's time. `sentAt` by the device's clock. */
export function noteServerTime(serverTime: number, sentAt: number, receivedAt = Date.now()): void {
  offsetMs = Math.round(serverTime - (sentAt + receivedAt) / 2)
}

/** The hub's time in ms since 1970, whatever this device's clock says. */
export const serverNow = () => Date.now() + offsetMs
