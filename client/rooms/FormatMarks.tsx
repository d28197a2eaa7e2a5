import { Code, Text } from '@mantine/core'
import { useText } from '#client/i18n.ts'
import type { Framed } from '#client/ui/LatePopup.tsx'
import { PopoverFrame } from '#client/ui/PopoverFrame.tsx'
import classes from './FormatHelp.module.css'

export function FormatMarks(framed: Framed) {
  const { t } = useText()
  const rows = [
    ['**…**', t('rooms.format.bold')],
    ['*…*', t('rooms.format.italic')],
    ['~~…~~', t('rooms.format.struck')],
    ['`…`', t('rooms.format.code')],
    ['```', t('rooms.format.block')],
    ['> …', t('rooms.format.quote')],
    ['- …', t('rooms.format.list')],
    ['[…](https://…)', t('rooms.format.link')],
  ]
  return (
    <PopoverFrame {...framed}>
      {() => (
        <>
          <table className={classes.marks}>
            <tbody>
              {rows.map(([marks, meaning]) => (
                <tr key={marks}>
                  <td>
                    <Code>{marks}</Code>
                  </td>
                  <td>{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Text size="xs" c="dimmed" mt={6} maw={280}>
            {t('rooms.format.keys')}
          </Text>
        </>
      )}
    </PopoverFrame>
  )
}
