import { ActionIcon, Code, Popover, Text, Tooltip } from '@mantine/core'
import { CaseSensitive } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#client/i18n.ts'
import classes from './FormatHelp.module.css'

/** How to write bold, lists, links and so on. */
export function FormatHelp() {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
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
    <Popover opened={isOpen} onChange={setOpen} position="top-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={t('rooms.format')} disabled={isOpen}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={t('rooms.format')}
            onClick={() => setOpen(!isOpen)}
          >
            <CaseSensitive size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
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
      </Popover.Dropdown>
    </Popover>
  )
}
