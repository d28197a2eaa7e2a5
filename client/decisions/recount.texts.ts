import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** Taking a sealed vote away, to count it again. */
export const recountTexts = bringTexts({
  'decisions.recount.title': { zh: '自行核验', en: 'Count it again' },
  'decisions.recount.lead': {
    zh: '任何人都可以核对这次表决：下载封存文件和核验页面，断网也能打开。',
    en: 'Anybody can check this vote: take the sealed package and the page that checks it, which needs no connection.',
  },
  'decisions.recount.public': { zh: '下载封存文件', en: 'The sealed package' },
  'decisions.recount.scrutineers': { zh: '下载监票文件', en: "The scrutineers' package" },
  'decisions.recount.scrutineersHint': {
    zh: '监票文件含每一张选票（不含姓名），能指出任何被改动、增加或缺失的选票。请妥善保管。',
    en: "The scrutineers' package opens every ballot, without names, and names any that was changed, added or lost. Keep it safe.",
  },
  'decisions.recount.openHint': {
    zh: '此次表决公开每张选票的凭据：凭回执即可证明投票人怎样投的票。',
    en: 'This vote opens its ballots to all: whoever shows their receipt proves how they voted.',
  },
  'decisions.recount.page': { zh: '下载核验页面', en: 'The page that checks it' },
  'decisions.recount.receipt': { zh: '保存我的投票回执', en: 'Save my receipt' },
  'decisions.recount.receiptHint': {
    zh: '凭回执可在封存后核对自己的选票仍在其中。回执写有您的选择，请勿外传。',
    en: 'With your receipt you find your ballot among those that were sealed. It says how you voted: keep it to yourself.',
  },
  'decisions.recount.root': { zh: '根', en: 'Root' },
} satisfies Texts)
