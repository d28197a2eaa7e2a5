import { answer, say, type Talk } from './talk.ts'

export const exporting: Talk = [
  say('dong', '开个贴：欧盟能效数据库 EPREL 的登记，大家是自己做还是交给代理？'),
  answer(1, 'tao', '供应商自己承担责任，代理只能代填。建议账号自己握着，技术文件自己存十年。', {
    reactions: { '👍': ['dong', 'qiu', 'pei'] },
  }),
  say('olivia', 'Importers now ask for the EPREL link before they ask for the price. No link, no quote.'),
  say('yin', '光源和“含光源的产品”分不清。我们的灯具光源可拆，要不要单独登记？'),
  answer(1, 'tao', '可拆的光源按光源登记，灯具本身按含光源产品提供信息。关键看“终端用户能否不损坏地取出”。'),
  answer(1, 'yin', '那我们的胶要换成卡扣了。', { reactions: { '😄': ['tao', 'kong'], '🌱': ['nie'] } }),
  say('dong', '中东客户要求标注额定高温 50℃，我们的驱动只标到 45℃。规格书在此。', { files: ['dataSheet'] }),
  answer(1, 'shi', '降额曲线给我看一下，很多时候降 10% 功率就能标 50℃，不用换件。'),
  say('tao', '提醒：澳新的 RCM 标志，注册主体必须在当地。去年有两家卡在这里三个月。', { pinned: true }),
  answer(1, 'qiu', '远汀在当地有合作伙伴，集群成员可以共用通道，费用按实际摊。', {
    reactions: { '🙏': ['dong', 'ye', 'lu'] },
  }),
  say(
    'mia',
    'I keep a bilingual table of every certificate that has been mentioned here: market, mark, who is responsible, how long it takes. Ask me for edit rights.',
  ),
  answer(1, 'olivia', 'This table saved me two evenings already.', { reactions: { '❤️': ['mia'] } }),
  say('ye', '请教：户外灯出口北美，UL 1598 之外，DLC 一定要吗？'),
  answer(1, 'tao', '不是强制，但没有 DLC 就拿不到多数地区的节能补贴，工程客户基本都会要。'),
  say('dong', '谢谢各位，这个厅一周抵我们外请顾问一个月。'),
]

export const protocols: Talk = [
  say('lang', '“五条底线”测试步骤第一版：每条一页，前提、动作、期望、记录。请大家挑刺。', { pinned: true }),
  answer(1, 'meng', '第二条“亮度”的期望写了“与设定一致”，多少算一致？建议 ±3%，在 20% 以下 ±1 个百分点。'),
  answer(2, 'kang', '第一条断网测试，请说明拔的是路由器的网线还是电。两种结果不一样。', {
    reactions: { '💯': ['lang', 'meng'] },
  }),
  answer(1, 'lang', '两种都测，分开记。已改。'),
  say('shi', '驱动侧：上电默认状态也要规定。停电恢复以后全屋大亮，半夜吓人。'),
  answer(1, 'xia', '真事。客户凌晨三点打电话骂人。', { reactions: { '😱': ['kang', 'meng', 'cheng'] } }),
  say('cheng', '加一条“恢复供电后回到之前的状态，允许用户改”。'),
  say(
    'ravi',
    'For machines: please state how long a status reading may lag. One second is fine for us, a minute is not.',
  ),
  answer(1, 'lang', 'Two seconds, measured at the API. Added.', { reactions: { '👍': ['ravi', 'jiang'] } }),
  say('tan', '第一轮互测结果：12 个组合里 9 个全过，3 个卡在移交。都是“旧主人不在线”这一步。'),
  answer(1, 'olivia', 'So exactly the case that real life will bring.'),
  answer(2, 'meng', '我们的修复下周五出。微澜呢？'),
  answer(1, 'kang', '同一天。我们对一下日志。', { reactions: { '🤝': ['meng', 'tan', 'cheng', 'lang'] } }),
]

export const studying: Talk = [
  say(
    'ding',
    '本周共读：GB/T 39654—2020《品牌评价 原则与基础》。请各位只回答一个问题：自己负责的部分，哪一条原则最难做到？',
  ),
  answer(1, 'helena', 'Transparency. Everybody agrees with it until the first weak result.'),
  answer(2, 'fang', '对我来说是“证据充分”。视觉舒适的证据，多半只在论文里，不在企业档案里。'),
  say('nie', '碳数据恰好相反：档案很多，能核查的很少。'),
  answer(1, 'ding', '两位说的是同一件事：证据要能被第三方重做一遍。'),
  say('su', '秘书处补充：共读笔记只记各自的话，不抄标准原文，版权要守住。', {
    reactions: { '👍': ['ding', 'zhan', 'helena'] },
  }),
  say('kong', '设计这边问：外观奖项算不算品牌证据？'),
  answer(1, 'ding', '算线索，不算证据。要看奖项之后顾客的行为有没有变。'),
  answer(
    1,
    'helena',
    'I say it to clients like this: an award is what your peers think; evidence is what your customers do.',
    {
      reactions: { '💡': ['kong', 'ding', 'su', 'hao'] },
    },
  ),
  say('hao', '健康照明最怕“伪证据”：小样本、没有对照，却写在包装上。'),
  answer(1, 'zhan', '写在包装上就可能是虚假宣传了，广告法管得着。'),
  say('gu', '下周读 GB/T 39064—2020《品牌培育指南 产业集群》，那是写给我们自己的。'),
]

export const jointBooth: Talk = [
  say('su', '筹备组成员：顾、裴、孔、凌、宋、马、董。费用明细和平面图都放在这里讨论。'),
  say('kong', '平面第二版：入口是清晨，逆时针走一圈到深夜，出口正好回到清晨。观众会多走一圈。', {
    reactions: { '🔥': ['ling', 'pei', 'mia'] },
  }),
  answer(1, 'ling', '时间轴 180 秒，日落那 20 秒要全场配合，所有灯必须能在 2 秒内响应。'),
  answer(1, 'song', '老驱动做不到，我带 40 个新的来换。'),
  say('pei', '费用我有意见：深夜那段时间短，但是面积大。'),
  answer(1, 'gu', '有道理。改成面积与时长各一半，请秘书处重算。'),
  say('su', '重算完毕，差额最大的一家是 1.2 万。没有异议的话，周五锁定。', {
    reactions: { '👌': ['gu', 'pei', 'song', 'dong', 'kong'] },
  }),
  say('mia', 'Rota, days 1 to 4: Mia, Mia, Qingyu, Ravi. Badges for everyone on the rota are ordered.'),
  answer(1, 'dong', '收到，机票已订。'),
]

export const autumn: Talk = [
  say('su', '秋季沙龙复盘：到场 63 人，线上 118 人，收到书面反馈 41 份。'),
  say('shao', '最受欢迎的是“带一盏灯来讲一个错误”。明年保留。', { reactions: { '👏': ['su', 'luo', 'xia', 'fang'] } }),
  say('luo', '最大的问题：提问环节超时 25 分钟，后面两位专家被压缩。'),
  answer(1, 'su', '下次用发言计时，谁还剩多少时间，全场都看得到。'),
  say('fang', '建议把提问分成两段，报告之间就开放一次。'),
  say('mia', 'Simultaneous interpretation worked on site but not online. We need a second audio channel.'),
  say('xia', '茶歇的光太冷，照明行业的沙龙，不应该。', {
    reactions: { '😂': ['su', 'gu', 'fang', 'luo', 'pei', 'kong'] },
  }),
  answer(1, 'gu', '这条写进检讨第一条。'),
  say('su', '复盘结束，本厅将归档，内容仍可查阅。谢谢大家。', { reactions: { '🙏': ['gu', 'shao', 'luo', 'mia'] } }),
]
