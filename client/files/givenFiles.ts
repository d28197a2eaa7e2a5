/** Files that a drag brings, not text or a picture of this page. */
export const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

/** What was dropped; folders are passed over, since there is no reading them as a file. */
export function filesDropped({ dataTransfer }: DragEvent): File[] {
  return Array.from(dataTransfer?.items ?? [])
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry?.()?.isDirectory !== true)
    .flatMap((item) => item.getAsFile() ?? [])
}

/** What was pasted into the field, or into nothing. Cells of a table come as text and picture: the text is meant. */
export function filesPasted({ clipboardData, target }: ClipboardEvent, fieldId: string): File[] {
  const isOurs = target === document.body || (target as HTMLElement | null)?.id === fieldId
  if (!isOurs || !clipboardData || clipboardData.getData('text/plain') !== '') return []
  return Array.from(clipboardData.files)
}
