import type { Who } from './cast.ts'

/** One line of a scripted scene. `{name}` stands for one of the scene's own words, the same through one playing. */
export interface SceneLine {
  by: Who
  text: string
  /** Answers the line before. */
  isAnswer?: boolean
  reactions?: Partial<Record<string, Who[]>>
}
export interface Scene {
  words: Record<string, string[]>
  lines: SceneLine[]
}

/** Those who play are not offered on the sign-in page, so that no guest finds their own seat talking. */
export const players: Who[] = ['mia', 'tan', 'dong', 'xia', 'wen', 'meng', 'cheng', 'lang', 'xue', 'kong', 'shi', 'lu']

const line = (by: Who, text: string, reactions?: SceneLine['reactions']): SceneLine =>
  reactions ? { by, text, reactions } : { by, text }
const reply = (by: Who, text: string, reactions?: SceneLine['reactions']): SceneLine => ({
  ...line(by, text, reactions),
  isAnswer: true,
})

export const scenes: Scene[] = [
  {
    words: { lamp: ['护眼台灯', '黑板灯', '线条吊灯', '阅读壁灯'], ugr: ['16.8', '17.4', '18.2'] },
    lines: [
      line('lu', '{lamp}的新样品到了，按上次说的把遮光角加了 6 度。', { '👀': ['xue', 'kong'] }),
      line('xue', '好，今天下午排了亮度分布，两小时出图。'),
      reply('lu', '太快了。预估 UGR 是 {ugr}，按实际教室布置算的。'),
      reply('xue', '写上“按实际布置”这五个字，我就放心一半。', { '😄': ['lu', 'wen', 'mia'] }),
      line('kong', '外观上加 6 度会变厚吗？'),
      reply('lu', '厚了 4 毫米，边上做了斜面，看不出来。', { '👍': ['kong', 'xia'] }),
    ],
  },
  {
    words: { combo: ['第 7 组', '第 11 组', '第 14 组'], seconds: ['0.8', '1.2', '1.6'] },
    lines: [
      line('lang', '互测{combo}开始了，大家可以看实时记录。'),
      line('meng', '移交这一步，我们修好以后是 {seconds} 秒。', { '🎉': ['tan', 'cheng', 'lang'] }),
      reply('tan', '比我们快。晚上我让团队看看你们的思路。'),
      reply('meng', '思路在记录第三页，不藏。'),
      line(
        'mia',
        'For our English readers: the hand-over of a home to its new owner now takes {seconds} seconds in the mutual test.',
      ),
      line('cheng', '断网那一条呢？'),
      reply('lang', '两种断法都过了，拔网线和断电。', { '👏': ['cheng', 'tan', 'meng', 'shi'] }),
    ],
  },
  {
    words: { shop: ['城东店', '江边店', '大学路店'], rise: ['9%', '12%', '15%'] },
    lines: [
      line('xia', '{shop}昨天把展示灯关了九成，第一天的感觉是安静。'),
      line('wen', '顾客停留时间涨了 {rise}，手工计的，别太当真。', { '👀': ['xia', 'dong', 'kong'] }),
      reply('kong', '停留时间是好指标，再记一下他们最后停在哪一盏前面。'),
      reply('wen', '好主意，今天就加一列。', { '👍': ['kong'] }),
      line('dong', 'Is there a photo that I may show to a buyer abroad?'),
      reply('xia', '有，发你原图，注明是试点就行。'),
    ],
  },
  {
    words: { dimmer: ['旋钮调光器', '无线墙控', '老式可控硅'], level: ['1%', '3%', '5%'] },
    lines: [
      line('shi', '调光匹配清单又多了一行：{dimmer}，最低稳定到 {level}。'),
      line('meng', '低于这个会闪还是会灭？'),
      reply('shi', '会灭，不闪。灭比闪好。', { '💯': ['meng', 'lang', 'xue'] }),
      line('wen', '客服可以直接引用这张表吗？'),
      reply('shi', '可以，每一行都写了谁测的、哪天测的。'),
      line('mia', 'The English version of the list is in step with the Chinese one, as of this morning.', {
        '❤️': ['shi', 'dong'],
      }),
    ],
  },
  {
    words: { market: ['北欧', '中东', '东南亚'], weeks: ['三', '四', '六'] },
    lines: [
      line('dong', '{market}那批登记通过了，从递交到批复一共{weeks}周。', { '🎉': ['mia', 'tan', 'wen'] }),
      line('tan', '有什么可以给后面的人参考？'),
      reply('dong', '标签上的型号要和报告一字不差，连空格都算。'),
      reply('xue', '这一条我见过太多次了。', { '😅': ['dong', 'shi'] }),
      line('mia', 'Added to the shared table: "model name must match the report to the letter, blanks included".'),
    ],
  },
  {
    words: { minute: ['清晨', '傍晚', '深夜'], count: ['8', '12', '15'] },
    lines: [
      line('kong', '联合展位“{minute}”那一段的灯光小样出来了，{count} 秒。'),
      line('xia', '刚看完，起了一身鸡皮疙瘩。', { '❤️': ['kong', 'wen'] }),
      line('cheng', '开门那一下能不能再慢半拍？'),
      reply('kong', '可以，慢半拍，像有人在等你。', { '🔥': ['cheng', 'tan', 'mia', 'xia'] }),
      line('lu', '学校这边也想借用清晨那一段，放在校门口。'),
      reply('tan', '支持，品牌不就是这样被记住的嘛。', { '👍': ['lu', 'kong'] }),
    ],
  },
  {
    words: { question: ['保修五年还是三年', '色温用数字还是用词', '要不要印光谱二维码'] },
    lines: [
      line('wen', '包装改版，内部吵起来了：{question}？想听听大家的。'),
      line('xia', '我选对顾客最省心的那个，哪怕我们麻烦。', { '👍': ['wen', 'kong', 'mia'] }),
      line(
        'mia',
        'Whatever you choose, say it the same way in both languages. Half of the returns begin with a translation.',
      ),
      reply('wen', '中英文对照今晚发出来，请您过目。'),
      line('xue', '只要印上去的数字有报告，我都支持。', { '💯': ['shi', 'lu', 'lang'] }),
    ],
  },
]
