import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

export const filesTexts = bringTexts({
  'files.attach': { zh: '添加文件', en: 'Attach files' },
  'files.tray': { zh: '待发送的文件', en: 'Files to be sent' },
  'files.remove': { zh: '移除{name}', en: 'Remove {name}' },
  'files.retry': { zh: '重新上传{name}', en: 'Upload {name} again' },
  'files.waiting': { zh: '等待上传', en: 'Waiting' },
  'files.sending': { zh: '已上传 {percent}%', en: '{percent}% uploaded' },
  'files.checking': { zh: '正在检查……', en: 'Checking…' },
  'files.progress': { zh: '{name}的上传进度', en: 'Upload of {name}' },
  'files.armed': { zh: '文件上传完毕后自动发送', en: 'Sent as soon as the files are there' },
  'files.disarm': { zh: '先不发送', en: 'Do not send yet' },
  'files.seeTo': {
    zh: '请先重试或移除未能上传的文件，再发送。',
    en: 'Retry or remove the files that failed, then send.',
  },
  'files.drop': { zh: '松开即可添加到这条消息', en: 'Drop to add to your message' },
  'files.fetch': { zh: '加载图片{name}', en: 'Load picture {name}' },
  'files.open': { zh: '放大查看{name}', en: 'Enlarge {name}' },
  'files.save': { zh: '下载{name}', en: 'Download {name}' },
  'files.viewer': { zh: '查看图片', en: 'Pictures' },
  'files.place': { zh: '第 {place} 张，共 {count} 张', en: '{place} of {count}' },
  'files.previous': { zh: '上一张', en: 'Previous' },
  'files.next': { zh: '下一张', en: 'Next' },
  'files.zoomIn': { zh: '放大', en: 'Zoom in' },
  'files.zoomOut': { zh: '缩小', en: 'Zoom out' },
  'files.notShown': { zh: '图片无法显示', en: 'The picture cannot be shown' },
} satisfies Texts)
