import { savesData } from '#client/platform/dataSaver.store.ts'

/** What a room's page needs only later. Without a connection the service worker has it. */
export const lateParts = {
  markdown: () => import('./MarkdownText.tsx'),
  format: () => import('./FormatMarks.tsx'),
  roomMenu: () => import('./RoomMenuItems.tsx'),
  orderMenu: () => import('./OrderMenuItems.tsx'),
  messageMenu: () => import('./MessageMenuItems.tsx'),
  erase: () => import('./EraseDialog.tsx'),
  roll: () => import('./RollPanel.tsx'),
  lounge: () => import('./LoungeDialog.tsx'),
  tuning: () => import('./TuningDialog.tsx'),
  attach: () => {
    // Without it, what waits for its files goes once its room is shown.
    import('./armed.ts').catch(() => {})
    return import('#client/files/AttachPart.tsx')
  },
  hooks: () => import('./HooksPanel.tsx'),
  search: () => import('./SearchPanel.tsx'),
  pins: () => import('./PinsButton.tsx'),
  leave: () => import('./LeaveDialog.tsx'),
  archive: () => import('./ArchiveDialog.tsx'),
  hindrance: () => import('./HindranceLine.tsx'),
  desk: () => import('./DeskStrip.tsx'),
  standing: () => import('./StandingStrip.tsx'),
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

/** Fetches what is about to be wanted, so that it is there when it is: a menu has opened, a pointer is over the way to it. */
export function fetchSoon(...names: (keyof typeof lateParts)[]): void {
  if (savesData()) return
  // What cannot be fetched is asked for once more when it is needed.
  for (const name of names) void lateParts[name]().catch(() => {})
}

/** For the button that opens a part: props that fetch it as soon as a pointer or the keyboard comes to the button. */
export function opens(...names: (keyof typeof lateParts)[]) {
  const fetchThem = () => fetchSoon(...names)
  return { onPointerEnter: fetchThem, onFocus: fetchThem }
}
