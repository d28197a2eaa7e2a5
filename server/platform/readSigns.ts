const everyMs = 400

/** How far somebody has read in a room. */
export interface ReadMark {
  person: string
  seq: number
  n: number
}

export interface ReadSigns {
  add(room: string, mark: ReadMark): void
  close(): void
}

/**
 * In a full hall every message moves every marker: told one by one they would be as many frames as members squared.
 * They go out together, at most every 400 ms per room, the newest of each person.
 */
export function createReadSigns(tell: (room: string, markers: ReadMark[]) => void): ReadSigns {
  const untold = new Map<string, Map<string, ReadMark>>()
  const timer = setInterval(() => {
    const rooms = [...untold]
    untold.clear()
    for (const [room, marks] of rooms) tell(room, [...marks.values()])
  }, everyMs)
  timer.unref()
  return {
    add(room, mark) {
      const marks = untold.get(room) ?? new Map<string, ReadMark>()
      untold.set(room, marks.set(mark.person, mark))
    },
    close: () => clearInterval(timer),
  }
}
