import type { Ask } from '#shared/contract.ts'
import type { ClusterSeat } from '#shared/platform/actor.shape.ts'
import type { Bilingual, Language } from '#shared/platform/language.shape.ts'

/** Everybody and everything here is made up. */
export const clusterName: Bilingual = {
  zh: '曜域灯具照明品牌集群（示例）',
  en: 'Yaoyu Lighting Brand Cluster (Demo)',
  authoritative: 'zh',
}
export const clusterColour = '#c8842a'

const firm = (zh: string, en: string, province: string, ...sectors: string[]): Ask<'organisation.add'> => ({
  name: { zh: `${zh}（示例）`, en: `${en} (Demo)`, authoritative: 'zh' },
  province,
  sectors,
})

/**
 * Classes of GB/T 4754-2017. Two pairs are rivals: chengyao and langyu in downlights, weilan and qiguang in gateways.
 */
export const firms = {
  hengxin: firm('衡信认证中心', 'Hengxin Certification Centre', '北京', '7455'),
  chengyao: firm('澄曜照明', 'Chengyao Lighting', '广东', '3872'),
  langyu: firm('朗屿灯饰', 'Langyu Luminaires', '广东', '3872'),
  qingchuan: firm('晴川光源', 'Qingchuan Light Sources', '湖北', '3871'),
  weilan: firm('微澜智能照明', 'Weilan Smart Lighting', '浙江', '3874'),
  qiguang: firm('栖光智控', 'Qiguang Controls', '上海', '3874'),
  qiongmu: firm('穹幕舞台灯光', 'Qiongmu Stage Lighting', '广东', '3873'),
  xinyan: firm('芯焰半导体', 'Xinyan Semiconductor', '福建', '3975'),
  hengliu: firm('恒流电器', 'Hengliu Control Gear', '浙江', '3879'),
  yuanting: firm('远汀灯具贸易', 'Yuanting Lighting Trade', '江苏', '5136'),
  qingwa: firm('青瓦户外照明', 'Qingwa Outdoor Lighting', '四川', '3872'),
  subi: firm('素壁家居灯饰', 'Subi Home Lighting', '广东', '3872', '5136'),
  luming: firm('鹿鸣教育照明', 'Luming School Lighting', '江西', '3872', '3874'),
  lingang: firm('临港植物光', 'Lingang Horticultural Lighting', '上海', '3879', '3975'),
  ruiting: firm('瑞庭古建亮化', 'Ruiting Heritage Lighting', '陕西', '3872', '3873'),
}
export type Firm = keyof typeof firms

export interface Member {
  name: { zh: string; en: string }
  title: { zh: string; en: string }
  firm: Firm | null
  seats: ClusterSeat[]
  language: Language
}

const member = (
  firm: Firm | null,
  seats: ClusterSeat[],
  [zh, en]: [string, string],
  [titleZh, titleEn]: [string, string],
  language: Language = 'zh',
): Member => ({ name: { zh, en }, title: { zh: titleZh, en: titleEn }, firm, seats, language })

const of = (firm: Firm, name: [string, string], title: [string, string], language?: Language) =>
  member(firm, ['delegate'], name, title, language)
const expert = (name: [string, string], title: [string, string], language?: Language) =>
  member(null, ['expert'], name, title, language)

/** The first one founds the cluster. */
export const people = {
  su: member('hengxin', ['secretariat'], ['苏知微', 'Su Zhiwei'], ['秘书长', 'Secretary-General']),
  mia: member('hengxin', ['secretariat'], ['马亦禾', 'Mia Ma'], ['国际联络', 'International Liaison'], 'en'),
  gu: member('chengyao', ['chair', 'delegate'], ['顾澜舟', 'Gu Lanzhou'], ['董事长', 'Chairman']),
  tan: member('weilan', ['viceChair', 'delegate'], ['谭映秋', 'Tan Yingqiu'], ['总经理', 'General Manager']),
  shao: member('ruiting', ['viceChair', 'delegate'], ['邵庭槐', 'Shao Tinghuai'], ['首席设计师', 'Chief Designer']),
  luo: of('chengyao', ['罗知夏', 'Luo Zhixia'], ['品牌经理', 'Brand Manager']),
  pei: of('langyu', ['裴若衡', 'Pei Ruoheng'], ['品牌总监', 'Brand Director']),
  dong: of('langyu', ['董晴予', 'Dong Qingyu'], ['出口经理', 'Export Manager']),
  he: of('qingchuan', ['贺书棠', 'He Shutang'], ['总工程师', 'Chief Engineer']),
  yin: of('qingchuan', ['尹沐阳', 'Yin Muyang'], ['市场经理', 'Marketing Manager']),
  kang: of('weilan', ['康以晴', 'Kang Yiqing'], ['产品经理', 'Product Manager']),
  meng: of('qiguang', ['孟星野', 'Meng Xingye'], ['技术总监', 'Head of Technology']),
  cheng: of('qiguang', ['程砚北', 'Cheng Yanbei'], ['品牌经理', 'Brand Manager']),
  bai: of('qiongmu', ['白露桥', 'Bai Luqiao'], ['副总经理', 'Deputy General Manager']),
  ling: of('qiongmu', ['凌照水', 'Ling Zhaoshui'], ['灯光设计师', 'Lighting Designer']),
  yan: of('xinyan', ['严守墨', 'Yan Shoumo'], ['封装工艺主管', 'Packaging Engineer']),
  fan: of('xinyan', ['范以笙', 'Fan Yisheng'], ['大客户经理', 'Key Account Manager']),
  song: of('hengliu', ['宋屿安', "Song Yu'an"], ['总经理', 'General Manager']),
  shi: of('hengliu', ['石映川', 'Shi Yingchuan'], ['驱动研发主管', 'Driver Engineer']),
  olivia: of('yuanting', ['奥莉薇·布兰特', 'Olivia Brandt'], ['海外渠道经理', 'Overseas Channels'], 'en'),
  qiu: of('yuanting', ['邱亦潮', 'Qiu Yichao'], ['采购总监', 'Head of Sourcing']),
  ye: of('qingwa', ['叶兆溪', 'Ye Zhaoxi'], ['总经理', 'General Manager']),
  xia: of('subi', ['夏槿川', 'Xia Jinchuan'], ['创始人', 'Founder']),
  wen: of('subi', ['温语冬', 'Wen Yudong'], ['品牌经理', 'Brand Manager']),
  lu: of('luming', ['陆听泉', 'Lu Tingquan'], ['总经理', 'General Manager']),
  jiang: of('lingang', ['江予禾', 'Jiang Yuhe'], ['农艺主管', 'Head of Agronomy']),
  ravi: of('lingang', ['拉维·凯什瓦', 'Ravi Keshwar'], ['产品负责人', 'Product Lead'], 'en'),
  zhuo: of('ruiting', ['卓清砚', 'Zhuo Qingyan'], ['项目经理', 'Project Manager']),
  fang: expert(['方砚清', 'Fang Yanqing'], ['视觉工效专家', 'Visual Ergonomics']),
  helena: expert(['海伦娜·马什', 'Helena Marsh'], ['品牌估值专家', 'Brand Valuation'], 'en'),
  ding: expert(['丁慕云', 'Ding Muyun'], ['品牌评价专家', 'Brand Evaluation']),
  xue: expert(['薛明澈', 'Xue Mingche'], ['光度与色度检测', 'Photometry and Colorimetry']),
  lang: expert(['郎以恒', 'Lang Yiheng'], ['互联协议专家', 'Connectivity Protocols']),
  tao: expert(['陶念初', 'Tao Nianchu'], ['国际认证专家', 'International Certification']),
  zhan: expert(['詹泊舟', 'Zhan Bozhou'], ['知识产权专家', 'Intellectual Property']),
  kong: expert(['孔见川', 'Kong Jianchuan'], ['工业设计专家', 'Industrial Design']),
  nie: expert(['聂清和', 'Nie Qinghe'], ['供应链碳足迹专家', 'Supply-Chain Carbon']),
  hao: expert(['郝望舒', 'Hao Wangshu'], ['健康照明专家', 'Light and Health']),
  qi: member(null, ['observer'], ['祁望岳', 'Qi Wangyue'], ['行业观察员', 'Industry Observer']),
  ian: member(null, ['observer'], ['伊恩·卡罗', 'Ian Calloway'], ['行业观察员', 'Industry Observer'], 'en'),
} satisfies Record<string, Member>
export type Who = keyof typeof people

/** Offered on the sign-in page, in this order. */
export const demoSeats: Who[] = ['su', 'gu', 'luo', 'pei', 'kang', 'olivia', 'ravi', 'fang', 'helena', 'ian']

export const emailOf = (who: Who) => `${who}@${(people[who] as Member).firm ?? 'experts'}.example`
