import { Paper, type PaperProps } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Card.module.css'

/** A raised part of a page. */
export function Card({ children, ...props }: PaperProps & { children: ReactNode }) {
  return (
    <Paper className={classes.card} p={{ base: 'md', xs: 'lg' }} radius="md" {...props}>
      {children}
    </Paper>
  )
}
