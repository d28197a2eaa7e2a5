import type { Texts } from '#client/i18n.ts'

export const connectionTexts = {
  'connection.connecting': { zh: '正在连接……', en: 'Connecting…' },
  'connection.reconnecting': { zh: '连接中断，正在重新连接……', en: 'Connection lost. Reconnecting…' },
  'connection.offline': {
    zh: '没有连接。恢复后自动继续，您可以照常书写。',
    en: 'No connection. It comes back by itself; you can go on writing.',
  },
  'connection.offlineWaiting': {
    zh: '没有连接。{count} 条消息等待发送，恢复后按顺序发出。',
    en: {
      one: 'No connection. {count} message is waiting and will be sent when it is back.',
      other: 'No connection. {count} messages are waiting and will be sent in order when it is back.',
    },
  },
  'connection.offlineKept': {
    zh: '没有连接。以下是本设备保存的内容（{moment}），恢复连接后自动更新。',
    en: 'No connection. This is what your device kept ({moment}). It is brought up to date once you are back.',
  },
  'connection.back': { zh: '已重新连接，内容已更新。', en: 'Connected again, and up to date.' },
  'connection.backSending': {
    zh: '已重新连接，正在发送 {count} 条消息……',
    en: { one: 'Connected again. Sending {count} message…', other: 'Connected again. Sending {count} messages…' },
  },
  'connection.tryNow': { zh: '立即重试', en: 'Try now' },
} satisfies Texts
