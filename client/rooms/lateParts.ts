/** What a room's page needs only later. Fetched in a quiet moment, so that it is there without a connection too. */
export const lateParts = {
  markdown: () => import('./MarkdownText.tsx'),
  emoji: () => import('#client/ui/EmojiPanel.tsx'),
  erase: () => import('./EraseDialog.tsx'),
  roll: () => import('./RollPanel.tsx'),
  lounge: () => import('./LoungeDialog.tsx'),
  tuning: () => import('./TuningDialog.tsx'),
  attach: () => import('#client/files/AttachPart.tsx'),
  files: () => import('#client/files/MessageFiles.tsx'),
  lightbox: () => import('#client/files/Lightbox.tsx'),
  hooks: () => import('./HooksPanel.tsx'),
  search: () => import('./SearchPanel.tsx'),
  pins: () => import('./PinsButton.tsx'),
  archive: () => import('./ArchiveDialog.tsx'),
  hindrance: () => import('./HindranceLine.tsx'),
  strips: () => import('./RoomStrips.tsx'),
  order: () => import('./OrderMenu.tsx'),
  farewell: () => import('./Farewell.tsx'),
  blocked: () => import('./BlockedText.tsx'),
  status: () => import('#client/members/StatusLine.tsx'),
  away: () => import('./AwayLine.tsx'),
  report: () => import('./ReportDialog.tsx'),
  reason: () => import('#client/ui/ConfirmWithReason.tsx'),
  rules: () => import('./RulesDialog.tsx'),
  retention: () => import('./RetentionDialog.tsx'),
  settle: () => import('./SettleDialog.tsx'),
  words: () => import('./WordsDialog.tsx'),
}

const quietAfterMs = 2500
let isPlanned = false

export function fetchLateParts(): void {
  if (isPlanned) return
  isPlanned = true
  setTimeout(() => void fetchInTurn(), quietAfterMs)
}

/** One after the other, each when the page has nothing else to do: somebody may be writing by now. */
async function fetchInTurn(): Promise<void> {
  for (const fetchPart of Object.values(lateParts)) {
    await idleMoment()
    await fetchPart().catch(() => {
      isPlanned = false
    })
  }
}

const idleMoment = () =>
  new Promise<void>((resolve) => {
    // Safari has no such call.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 1000 })
    else setTimeout(resolve, 50)
  })
