import { useMediaQuery } from '@mantine/hooks'

/** Whether a dialog had better take all of the screen. */
export const useIsPhone = () =>
  useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false
