import { answer, say, type Talk } from './talk.ts'

export const booth: Talk = [
  say('gu', '春季光展的联合展位，组委会留给集群 216 平方米到月底。今天想听各位真实想法：去，还是不去？'),
  say('pei', '去。但是不要再做成十四个小格子拼起来的样子，去年那样像菜市场。', {
    reactions: { '😂': ['xia', 'wen', 'luo', 'yin'] },
  }),
  say('kong', '我支持一个空间一个故事：从清晨到深夜，一个人一天里遇到的光。每家占一个时刻，不占一块地。', {
    reactions: { '🔥': ['gu', 'luo', 'pei', 'xia', 'ling', 'su'] },
  }),
  answer(1, 'lu', '那学校就是早上八点。'),
  answer(2, 'zhuo', '古建是日落以后那二十分钟，瑞庭要这个时刻。'),
  answer(3, 'jiang', '植物光是凌晨四点，别人都睡着的时候，番茄在长。', { reactions: { '❤️': ['ravi', 'kong', 'mia'] } }),
  say('ling', '整个展位的灯光编程穹幕包了，时间轴三分钟一轮，刚好一天。'),
  say('song', '现实问题：费用怎么摊？'),
  answer(1, 'su', '秘书处初算：场地与搭建合计约 58 万，按参展家数平摊一半，按所占时刻长短摊一半。明细我发在筹备组。'),
  say('ye', '青瓦今年预算紧，能不能用设备顶一部分？户外投光、线缆、配电我们都有。'),
  answer(1, 'gu', '可以，作价由两位没有参展利益的专家来定，写进纪要。', { reactions: { '👍': ['ye', 'su', 'shao'] } }),
  say(
    'olivia',
    'Two of my importers will fly in if there is one English-speaking person on the stand at all times. A rota would do.',
  ),
  answer(1, 'mia', 'I will take the first two days. Who takes days three and four? @dong @ravi ?'),
  answer(1, 'dong', 'Day three is mine.', { reactions: { '🙌': ['mia', 'olivia'] } }),
  answer(2, 'ravi', 'Then day four. I will bring tomatoes.', {
    reactions: { '🍅': ['jiang', 'mia', 'kong', 'olivia'] },
  }),
  say('zhan', '提醒一句：新设计参展之前先把外观专利交上去，至少要有申请日。展会第一天就有人来量尺寸。'),
  answer(1, 'xia', '去年我们就是吃了这个亏，第三天隔壁馆就有了“同款”。'),
  say('cheng', '栖光的时刻想要晚上七点，回家开门那一下。不知道和微澜会不会撞？'),
  answer(1, 'tan', '撞了也好。两家一起做开门那一下，让观众看到不同品牌的灯同时亮起来，这才叫互联互通。', {
    reactions: { '🎉': ['cheng', 'meng', 'kang', 'lang', 'gu', 'su'] },
  }),
]

export const worth: Talk = [
  say('wen', '想聊聊“品牌之价”。同一个代工厂、同样的物料，贴我们的牌卖 499，贴大牌卖 1299。差的 800 到底是什么？'),
  say(
    'ding',
    '先分清两件事：品牌评价看的是强度和表现，品牌价值评价才给出一个货币数字。很多人拿着一个数字去谈强度，谈不拢。',
  ),
  say(
    'helena',
    'And the number itself means little without three things next to it: the purpose, the date, and the assumptions. ISO 10668 asks for all of them.',
  ),
  answer(2, 'luo', '那对我们这样的中型企业，先做哪一个更有用？'),
  answer(1, 'ding', '先做要素自查：有形、质量、创新、服务、无形。找到最弱的一项，比算出一个大数字有用。'),
  say('ding', 'GB/T 29186 系列正好按要素分部分，通则加五类要素，各家可以对照着看，不必一次做全。', {
    reactions: { '👍': ['luo', 'pei', 'wen', 'su'] },
  }),
  say('pei', '我们自查下来，服务最弱。安装师傅是外包的，穿什么衣服的都有。'),
  answer(1, 'qiu', '渠道反馈也是：顾客记住的不是灯，是装灯的人有没有把纸箱带走。', {
    reactions: { '💯': ['pei', 'xia', 'wen', 'luo'] },
  }),
  say('shao', '古建项目正相反，业主根本看不见灯。最高的评价是“好像本来就这样”。品牌藏起来，才是好品牌。'),
  answer(
    1,
    'helena',
    'That is a lovely sentence. Your customer is not the visitor but the curator; measure what *the curator* says.',
    {
      reactions: { '❤️': ['shao', 'zhuo', 'mia'] },
    },
  ),
  say('xia', '回到那 800 块。我现在的答案：300 是售后敢承诺五年，300 是设计师愿意推荐，200 是顾客怕买错。'),
  answer(
    1,
    'helena',
    'You have just described reduced risk, reduced search cost and willingness to recommend. That *is* a brand model. Now find evidence for each.',
  ),
  answer(2, 'ding', '最后那 200 最有意思：“怕买错”是整个行业的信息不透明在补贴大牌。把数据公开，这 200 就会缩小。'),
  answer(1, 'gu', '所以公开光谱、公开 UGR 的布置，对中小品牌最划算。几件事连起来了。', {
    reactions: { '💡': ['wen', 'luo', 'yin', 'ding', 'su'] },
  }),
  say('nie', '碳足迹也会进这笔账。海外采购已经把它放进评分表，权重一成左右。'),
  say('fan', '以后会不会变成“不公开就是有问题”？'),
  answer(1, 'ding', '已经是了，只是还没人明说。'),
  say('su', '这一段讨论我想整理成主题沙龙“品牌之家、品牌之价”的开场材料，引用到各位的话会先征求同意。', {
    reactions: { '👍': ['wen', 'xia', 'shao', 'helena', 'ding', 'pei'] },
  }),
]

export const repairs: Talk = [
  say('qiu', '售后数据分享：线条灯返修第一名不是灯珠，是接线端子松动。'),
  answer(1, 'shi', '免工具端子对线径很敏感，1.0 平方的软线最容易退。'),
  say('wen', '我们改成了带检视窗的端子，返修降了四成，单件贵六毛。', { reactions: { '👏': ['qiu', 'shi', 'pei'] } }),
  say('ye', '户外是另一个世界：呼吸。白天晒热晚上冷，灯体自己抽水。防水做得越死，进水越多。'),
  answer(1, 'he', '加呼吸阀啊。'),
  answer(1, 'ye', '加了。阀被蜘蛛网堵了。', { reactions: { '😂': ['he', 'qiu', 'ling', 'xia', 'zhuo'] } }),
  say('zhuo', '山里项目还有松鼠咬线。不是笑话，预算里专门有一项。'),
  answer(1, 'bai', '舞台这边是演员踩线。'),
  say(
    'olivia',
    'Returns from my side: three quarters are "wrong colour temperature ordered". Not a defect at all, but it costs the same.',
  ),
  answer(1, 'wen', '这个我们也一样！后来包装侧面印了一条色温色带，退货少了一半。', {
    reactions: { '💡': ['olivia', 'luo', 'dong'] },
  }),
  answer(1, 'olivia', 'May I borrow that idea? With credit, of course.'),
  answer(1, 'wen', 'Of course! 照片发你。'),
  say('cheng', '那个客户又来闹了，他电话是 138 开头的，大家小心他，姓……', {
    redacted: '含有第三方个人信息，不适合在交流厅公开。',
  }),
  say('su', '提醒：客户的个人信息不要发到厅里，需要协助请私下联系秘书处。刚才那条已按公约处理。', {
    reactions: { '👌': ['cheng', 'qiu', 'pei'] },
  }),
]

export const carbon: Talk = [
  say('nie', '有三家问我产品碳足迹从哪里开始。答案都一样：从铝开始。灯具里铝的排放常常超过一半。'),
  answer(1, 'ye', '压铸铝用再生料，强度和表面都有损失，户外不敢用。'),
  answer(1, 'nie', '结构件保守一点，装饰件先换。不必一步到位，但要写清楚哪些换了。'),
  say('he', '光源这边主要是电。生产线换成绿电合同以后，单只下降了三成。', {
    reactions: { '🌱': ['nie', 'yin', 'jiang'] },
  }),
  say('dong', '意大利客户要 EPD，不是碳足迹一个数。区别大吗？'),
  answer(1, 'tao', '大。EPD 是按产品类别规则做的完整环境声明，要第三方核查。碳足迹只是其中一项指标。'),
  say(
    'olivia',
    'And they compare EPDs that are not comparable, because the declared unit differs. Always ask "per piece, or per lumen-hour?"',
  ),
  answer(1, 'nie', '完全同意。我建议集群统一用“每千流明·每万小时”。', {
    edited: '完全同意。我建议集群内部统一按“每千流明、每万小时”声明，对外再按客户的类别规则换算。',
    reactions: { '👍': ['olivia', 'tao', 'dong'] },
  }),
  say('song', '驱动寿命到了整灯就扔，这才是最大的浪费。可更换驱动应该写进集群的设计约定。'),
  answer(1, 'kong', '设计上不难，难的是三年后还有同尺寸的驱动。尺寸要有人承诺。'),
  answer(1, 'song', '恒流承诺：三个外形尺寸，供十年。这句话我可以签字。', {
    reactions: { '🔥': ['kong', 'nie', 'gu', 'su', 'xia', 'lu'], '👏': ['ye', 'qiu'] },
  }),
  say('gu', '好，这是今天最值钱的一句话。', { reactions: { '😄': ['song', 'shi'] } }),
]

export const shops: Talk = [
  say('yin', '门店同事问我：为什么同一盏灯，线上写 36W，线下标 33W？我查了半天，是两代驱动混着卖。'),
  answer(1, 'qiu', '渠道最怕这个。型号不变、内容变了，退货时谁都说不清。'),
  say('xue', '检测这边的规矩：换了驱动就是新型号，至少加一位后缀。不加后缀，旧报告就不能用。', {
    reactions: { '👍': ['qiu', 'yin', 'he', 'tao'] },
  }),
  answer(1, 'yin', '那我们有九个“同名不同灯”的型号要改名。'),
  answer(1, 'pei', '朗屿有十四个。我也刚数的。', { reactions: { '😅': ['yin', 'luo', 'dong'] } }),
  say('luo', '澄曜去年做过一次清理，花了四个月，客服投诉降了三分之一。流程可以给大家看。', {
    reactions: { '🙏': ['yin', 'pei', 'wen'] },
  }),
  say('wen', '门店体验也想请教：顾客进门先看到一百盏亮着的灯，其实哪一盏都看不清。'),
  answer(1, 'kong', '关掉九十盏。让人走到哪里，哪里亮起来。'),
  answer(1, 'wen', '老板会说“不亮怎么卖灯”。', { reactions: { '😂': ['kong', 'xia', 'luo', 'pei', 'cheng'] } }),
  answer(2, 'xia', '我就是那个老板，我同意关，先关一家店试一个月。', {
    reactions: { '🔥': ['wen', 'kong', 'luo', 'mia'] },
  }),
  say(
    'olivia',
    'We did this in two showrooms. Fewer visitors asked for the price first, more asked "what is this light for?". Sales per visitor went up.',
  ),
  answer(
    1,
    'helena',
    'Because you moved the conversation from price to purpose. Please keep the numbers, they are evidence.',
  ),
  say('xia', '一个月到了：试点店成交单数没变，客单价高了 18%。其余三家店下周也关灯。', {
    reactions: { '🎉': ['wen', 'kong', 'olivia', 'helena', 'luo', 'pei', 'gu', 'su'] },
  }),
]
