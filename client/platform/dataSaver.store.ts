import { create } from 'zustand'
import { keepPages } from './keepPages.ts'

/** Not every browser tells of its line (Network Information API). */
interface Line extends EventTarget {
  saveData?: boolean
}

const storageKey = 'chandelier.dataSaver'
const line = (navigator as Navigator & { connection?: Line }).connection

/** What was chosen on this device, or null where nobody has chosen yet. */
function chosen(): boolean | null {
  const stored = localStorage.getItem(storageKey)
  return stored === null ? null : stored === 'on'
}

const present = () => ({ isOn: chosen() ?? line?.saveData === true })

/** Whether this device is to fetch no more than it must: as chosen here, or else as the browser is set. */
export const useDataSaver = create<{ isOn: boolean }>(present)
line?.addEventListener?.('change', () => useDataSaver.setState(present()))

export const savesData = (): boolean => useDataSaver.getState().isOn

/** Remembered on this device only: another one may have a better line. */
export function saveData(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? 'on' : 'off')
  useDataSaver.setState({ isOn })
  keepPages(isOn)
}
