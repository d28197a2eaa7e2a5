/** Classes of GB/T 4754-2017 in which the cluster's organisations work. The English glosses are ours, not official. */
export const sectors = [
  { code: '387', zh: '照明器具制造', en: 'Lighting apparatus manufacturing' },
  { code: '3871', zh: '电光源制造', en: 'Electric light sources' },
  { code: '3872', zh: '照明灯具制造', en: 'Luminaires' },
  { code: '3873', zh: '舞台及场地用灯制造', en: 'Stage and venue lighting' },
  { code: '3874', zh: '智能照明器具制造', en: 'Smart lighting apparatus' },
  { code: '3879', zh: '灯用电器附件及其他照明器具制造', en: 'Lamp control gear, accessories and other lighting' },
  { code: '3975', zh: '半导体照明器件制造', en: 'Semiconductor lighting devices' },
  { code: '3976', zh: '光电子器件制造', en: 'Optoelectronic devices' },
  { code: '5136', zh: '灯具、装饰物品批发', en: 'Wholesale of luminaires and decorations' },
] as const

export const findSector = (code: string) => sectors.find((sector) => sector.code === code)
