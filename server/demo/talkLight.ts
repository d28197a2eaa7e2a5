import { answer, say, type Talk } from './talk.ts'

export const welcome: Talk = [
  say('su', '各位早上好。交流厅从今天起常设，想到什么就说什么，中英文都可以。重要的事请 @ 到人，别让它沉下去。', {
    reactions: { '👏': ['gu', 'luo', 'pei', 'tan', 'fang'] },
    pinned: true,
  }),
  say(
    'mia',
    'Good morning! English is just as welcome here. I will help out whenever a term gets lost between the two languages.',
    {
      reactions: { '❤️': ['olivia', 'helena', 'ravi', 'ian'] },
    },
  ),
  say('gu', '我先定个调：在这里说的是行业的事，不是推销。谁家产品好，让别人来说。', { pinned: true }),
  answer(1, 'pei', '同意。朗屿和澄曜在市场上是对手，在这里是邻居。', {
    reactions: { '😄': ['luo', 'gu'], '👍': ['su', 'tan'] },
  }),
  say(
    'luo',
    '那我作为“邻居”先问一句：大家的门店还在用 4000K 做主推吗？我们三个城市的顾客越来越多地要 3000K。同一间样板间，三种色温放在一起看：',
    { files: ['room2700', 'room3000', 'room4000'] },
  ),
  answer(
    1,
    'xia',
    '家居这边早就是 3000K 了，卧室甚至 2700K。反倒是样板间为了拍照好看坚持 4000K，交付以后业主自己换掉。',
  ),
  answer(2, 'wen', '补充一个数字：素壁去年退换的吸顶灯里，两成理由是“太冷”。', {
    reactions: { '👀': ['luo', 'dong'] },
  }),
  say('fang', '色温偏好和照度有关。照度低的时候，人更容易接受暖色；照度高了还用暖色，会觉得闷。单说色温没有意义。'),
  answer(1, 'luo', '方老师这句话我要抄到门店培训里。', { reactions: { '😄': ['fang'], '👍': ['wen', 'xia'] } }),
  say(
    'olivia',
    'For what it is worth, our northern European buyers ask for 2700K by default and complain about anything above 3000K in a living room.',
  ),
  say(
    'helena',
    'A small remark from my corner: a preference that differs this much by market is a *brand* decision, not only a product decision. Do you each have a written rule for it?',
  ),
  answer(1, 'pei', '说实话，没有。产品经理凭感觉定。', { reactions: { '😅': ['luo', 'xia', 'kang'] } }),
  answer(2, 'kang', '我们有，但是只有一行字，在一份没人打开的 PDF 里。'),
]

export const glare: Talk = [
  say(
    'lu',
    '请教各位：学校改造项目，教室 UGR 要求不超过 19。我们的格栅灯样品算出来 17.6，装到现场以后老师还是说刺眼。问题会出在哪？',
  ),
  say('fang', '先问三个问题：安装高度多少？黑板灯是什么角度？UGR 是按标准房间的表查的，还是按实际房间算的？'),
  answer(1, 'lu', '灯下沿 2.9 米，黑板灯用的是老支架；UGR 是表里查的，4H/8H，反射比 70/50/20。'),
  say(
    'xue',
    '表值只对标准布置有意义。间距变了、观察位置变了，结果可以差出 2 到 3。请把 IES 文件和房间尺寸发给检测组，我们用实际布置再算。',
    {
      reactions: { '👍': ['lu', 'fang', 'gu'] },
    },
  ),
  answer(
    1,
    'fang',
    '还有一条经常被忘记：UGR 不管黑板灯。黑板灯如果遮光角不够，前三排抬头就能看见发光面，那不是 UGR，是直接眩光。',
  ),
  say('lu', '今天去现场看了，黑板灯果然能从第二排直接看到灯珠。@fang 一句话省了我们一个月。', {
    files: ['secondRow'],
    reactions: { '🎉': ['fang', 'su', 'luo', 'mia'], '👏': ['xue'] },
  }),
  say(
    'olivia',
    'Same story in offices. The datasheet says UGR < 19 and the customer believes it is a property of the luminaire. It is a property of the *room*.',
    {
      reactions: { '💯': ['fang', 'xue', 'lu'] },
    },
  ),
  answer(
    1,
    'fang',
    'Exactly. I would love to see "UGR < 19" banned from product covers unless the room is stated next to it.',
  ),
  say('gu', '这个可以写进集群自己的宣传约定：凡是写 UGR，必须写明房间、反射比和布置。@su 记一笔？'),
  answer(1, 'su', '记下了，放进下次主席碰头会的清单。', { reactions: { '👌': ['gu', 'fang'] } }),
  say('pei', '我支持，但有个现实问题：渠道商的详情页只给我们一行字。'),
  answer(1, 'wen', '那就一行字写“UGR 依布置而定，见报告”，比写一个假数字强。'),
  say('kang', '顺带一提，可调光的灯在 30% 亮度下眩光感受完全不同，UGR 公式里背景亮度也变了。智能场景下怎么标？'),
  answer(1, 'fang', '标最不利的那个状态，也就是全亮。场景是给用户的，不是给报告的。'),
  say('xue', '补充：下周检测组可以开放两个下午，各家带一盏样灯来，现场测亮度分布，不收费，只要同意匿名共享数据。', {
    reactions: { '🙌': ['lu', 'xia', 'ye', 'he', 'bai'] },
  }),
  say('bai', '舞台灯能来吗？我们的眩光是“故意的”。', { reactions: { '😂': ['fang', 'xue', 'luo', 'pei', 'ling'] } }),
  answer(1, 'xue', '能来，正好缺一个反面教材。', { reactions: { '😂': ['bai', 'ling', 'gu'] } }),
  say('ling', '那我带摇头灯。请大家戴墨镜。'),
]

export const colour: Talk = [
  say('xia', '家居客户现在都会问显色了，但只认一个“Ra 95”。R9 是负的灯也敢写高显色。'),
  say('he', '荧光粉配方决定的。只追 Ra 很容易，八个浅色样板里没有饱和红。看食物、看皮肤，要看 R9。'),
  answer(1, 'yan', '封装这边的成本差：R9 从 10 提到 50，同样光通量大概要多 6% 到 8% 的芯片面积。'),
  say('xue', '建议同时给 TM-30 的 Rf 和 Rg，再附一张色彩矢量图。消费者看不懂没关系，设计师看得懂。'),
  answer(1, 'kong', '设计师看得懂，而且会因此选你。我做选型表的时候，没有矢量图的直接排到后面。', {
    reactions: { '👀': ['he', 'yan', 'pei'] },
  }),
  say(
    'ravi',
    'From horticulture: we left CRI behind long ago and publish the full spectrum, 5 nm steps, as a file. Nobody ever complained that it was too much information.',
  ),
  answer(1, 'xue', 'I wish everybody did. A spectrum answers every question that people will think of later.'),
  say('yin', '晴川可以带头：光源的光谱文件全部公开下载，大家愿意一起吗？'),
  answer(1, 'fan', '芯焰可以，但要脱敏：不写批次。', { reactions: { '👍': ['yin', 'xue'] } }),
  answer(2, 'pei', '朗屿成品灯也可以，先放三款。'),
  say(
    'helena',
    'Openness of that kind is evidence. If you ever have your brand evaluated, "publishes test data for every product" counts under quality and under trust, and costs you almost nothing.',
  ),
  say('wen', '那文件格式统一一下？现在有 csv、xlsx、还有截图。', { reactions: { '😅': ['xue', 'yin'] } }),
  answer(1, 'xue', '用纯文本两列：波长、相对功率。附一行说明仪器和日期。越笨越长寿。', {
    files: ['spectrum'],
    edited: '用纯文本两列：波长（nm）、相对光谱功率。开头附一行说明仪器、日期和校准。越笨越长寿。',
    reactions: { '💯': ['ravi', 'wen', 'he'] },
  }),
  say('luo', '我来写一页说明，中英文各一页，周五前发出来给大家改。'),
  answer(1, 'mia', 'Send me the Chinese draft on Thursday and the English one will be ready with it.', {
    reactions: { '❤️': ['luo'] },
  }),
  say('luo', '（这条发错厅了，撤回）', { deleted: true }),
]

export const flicker: Talk = [
  say('shi', '频闪这件事，驱动厂背锅背了十年。其实一半是调光器和驱动不匹配。'),
  say('dong', '欧盟那边 SVM 现在卡 0.4，我们去年有一款停在 0.7，整批改驱动。'),
  answer(1, 'tao', '对，0.9 是过渡期的限值，2024 年 9 月起收紧到 0.4。PstLM 仍是 1。做出口的请把旧报告翻出来看一遍。', {
    reactions: { '🙏': ['dong', 'olivia', 'qiu'] },
  }),
  say('shi', '给大家一个简单的自查：手机慢动作拍不出来不代表没有，拍得出来一定有。'),
  answer(1, 'xue', '前半句请加粗。', { reactions: { '👍': ['shi', 'he'] } }),
  say('kang', '深度调光到 1% 以下，PWM 频率我们用到了 4 kHz，还是有用户说头痛。'),
  answer(1, 'hao', '个体差异很大，约一成人敏感。能用模拟调光到 10%，再接 PWM，混合方案最稳。'),
  answer(2, 'shi', '混合调光的交接点容易跳一下，要做滞回。我们有现成方案，可以分享原理，不推销。', {
    reactions: { '👏': ['kang', 'meng', 'gu'] },
  }),
  say('meng', '栖光也踩过这个坑。交接点放在 12% 附近，人眼最不敏感。'),
  answer(1, 'kang', '没想到有一天会感谢竞争对手。谢谢。', { reactions: { '😄': ['meng', 'cheng', 'tan', 'su'] } }),
  say('su', '看到这一段我觉得这个厅没白开。'),
  say('song', '恒流愿意牵头写一份《调光匹配清单》：驱动 × 调光器 × 实测结果，谁测了谁填一行。'),
  answer(1, 'lang', 'DALI-2 的部分我来审，有认证编号的可以直接引用，不必重测。'),
  answer(2, 'qiu', '渠道最需要的就是这张表。客服每天一半电话都是“灯在闪”。', { reactions: { '💯': ['song', 'shi'] } }),
]
