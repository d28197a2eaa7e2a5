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
}

const quietAfterMs = 2500
let isPlanned = false

export function fetchLateParts(): void {
  if (isPlanned) return
  isPlanned = true
  setTimeout(() => {
    for (const fetchPart of Object.values(lateParts)) {
      fetchPart().catch(() => {
        isPlanned = false
      })
    }
  }, quietAfterMs)
}
