import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** A secret vote, from the first look to the receipt. */
export const secretTexts = bringTexts({
  'decisions.secret.unsupported': {
    zh: '此浏览器或此地址不支持无记名投票。请用 HTTPS 地址和较新的浏览器打开。',
    en: 'A secret vote needs a recent browser and an address that begins with https.',
  },
  'decisions.secret.device': {
    zh: '请在同一台设备上完成投票，投出后不能更改。',
    en: 'Vote on this device to the end; a ballot cannot be changed once it is cast.',
  },
  'decisions.secret.onItsWay': {
    zh: '您的选票已交出，正在途中。可以离开本页，它会自动送达。',
    en: 'Your ballot is on its way. You may leave this page; it goes by itself.',
  },
  'decisions.secret.retrying': {
    zh: '暂时没有送达，正在重试。选票保存在此设备上。',
    en: 'It has not arrived yet and is tried again. The ballot is kept on this device.',
  },
  'decisions.secret.failed': { zh: '选票未被接受：{why}', en: 'The ballot was not taken: {why}' },
  'decisions.secret.retry': { zh: '再试一次', en: 'Try again' },
  'decisions.secret.takeBack': { zh: '重新填写', en: 'Fill it in anew' },
  'decisions.secret.done': { zh: '您的无记名选票已收到。', en: 'Your secret ballot has been received.' },
  'decisions.secret.receipt': { zh: '回执', en: 'Receipt' },
  'decisions.secret.receipt.hint': {
    zh: '封存后，凭回执可以在公布的列表中找到您的选票。回执不显示您投了什么。',
    en: 'After the seal it shows you that your ballot is in the published list. It does not tell how you voted.',
  },
  'decisions.secret.check': { zh: '我的选票在封存列表中吗？', en: 'Is my ballot in the sealed list?' },
  'decisions.secret.check.sealed': {
    zh: '在。您的选票已封存并计入。',
    en: 'Yes. Your ballot was sealed and counted.',
  },
  'decisions.secret.check.missing': {
    zh: '不在列表中。请保存回执，并告知监票人。',
    en: 'It is not in the list. Keep your receipt, and tell the scrutineers.',
  },
  'decisions.secret.check.otherRoot': {
    zh: '收到的列表与会场记录中的根不符。请告知监票人。',
    en: 'The list does not fit the root in the room’s record. Tell the scrutineers.',
  },
  'decisions.secret.receipt.file': { zh: '下载回执', en: 'Download the receipt' },
} satisfies Texts)
