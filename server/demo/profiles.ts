import type { Who } from './cast.ts'

export interface DemoProfile {
  zh: string
  en: string
  expertise: string[]
}

const profile = (zh: string, en: string, ...expertise: string[]): DemoProfile => ({ zh, en, expertise })

/** What people of the demo tell of themselves. */
export const profiles: Partial<Record<Who, DemoProfile>> = {
  su: profile(
    '负责集群日常运行、专家入库与会议组织。在认证行业工作十六年。**找我**：入会、沙龙、标准立项。',
    'Runs the daily work of the cluster: experts, salons, meetings. Sixteen years in certification.',
    '品牌评价',
    '会议组织',
  ),
  mia: profile(
    '国际联络与双语文件。中英之间哪个词说不清，就来问我。',
    'International liaison and bilingual papers. Ask me whenever a term gets lost in between.',
    '国际合作',
    '术语翻译',
  ),
  gu: profile(
    '澄曜照明创始人之一，现任集群主席。相信行业的事要摆在桌面上谈。',
    'Co-founder of Chengyao Lighting, chair of the cluster. Believes in talking about the trade openly.',
    '品牌战略',
    '筒射灯',
  ),
  tan: profile(
    '做智能照明十二年，推动“五条底线”互联互通。',
    'Twelve years of smart lighting; behind the "five bottom lines" of interoperability.',
    '智能照明',
    '互联互通',
  ),
  luo: profile(
    '负责澄曜的品牌与门店体验，正在写一份人人看得懂的色温规则。',
    'Brand and shops at Chengyao; writing a rule for colour temperature that everybody understands.',
    '门店体验',
    '品牌传播',
  ),
  pei: profile(
    '朗屿灯饰品牌总监。关心装饰灯如何讲清楚自己的价值。',
    'Brand director at Langyu: how a decorative lamp explains what it is worth.',
    '品牌传播',
    '装饰灯具',
  ),
  kang: profile(
    '微澜智能照明产品经理，负责网关与传感器。',
    'Product manager for gateways and sensors at Weilan.',
    '智能照明',
    '产品定义',
  ),
  olivia: profile(
    '远汀灯具贸易海外渠道，常驻汉堡。',
    'Overseas channels at Yuanting, based in Hamburg. Northern Europe, from the first sample to the shelf.',
    '海外渠道',
    '能效标签',
  ),
  ravi: profile(
    '临港植物光产品负责人，研究光谱与作物的关系。',
    'Product lead for horticultural lighting: spectra, crops, and what a grower will pay for.',
    '植物照明',
    '光谱设计',
  ),
  fang: profile(
    '视觉工效专家，参与教室与办公照明的现场评价三百余场。',
    'Visual ergonomics: more than three hundred evaluations of class rooms and offices on site.',
    '眩光评价',
    '教育照明',
    '视觉工效',
  ),
  helena: profile(
    '品牌估值专家，专注制造业企业。',
    'Values brands of manufacturers. Asks for the evidence first, and for the second source after that.',
    '品牌估值',
    '品牌评价',
  ),
  xue: profile(
    '光度与色度检测，二十年实验室经验。请把 IES 文件发全。',
    'Photometry and colorimetry, twenty years in the laboratory. Please send complete IES files.',
    '光度检测',
    '眩光评价',
  ),
  tao: profile(
    '国际认证：欧盟、北美、澳新的准入与标识。',
    'Certification for the EU, North America, Australia and New Zealand.',
    '国际认证',
    '能效标签',
  ),
  ian: profile(
    '行业观察员，为多家专业期刊撰稿。',
    'Watches the trade and writes about it. Here to listen.',
    '行业研究',
  ),
}
