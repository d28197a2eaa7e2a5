import { create } from 'zustand'

/** A colour that is being tried on; the whole page wears it until it is kept or left. */
export const usePreviewColour = create<{ colour: string | null }>(() => ({ colour: null }))
