import { answer, say, type Talk } from './talk.ts'

export const interop: Talk = [
  say('kang', '昨天在客户家里，三个品牌的灯，三个 App，还有一个遥控器。老人家最后把开关用胶带贴住了，怕人碰。'),
  answer(1, 'meng', '这画面我见过不止一次。', { reactions: { '😢': ['kang', 'lu'], '💯': ['lang', 'xia'] } }),
  say('lang', '互联互通先别谈协议，先谈最小动作：开、关、亮度、色温、分组。五件事在任何组合下都成立，就赢了大多数。'),
  say('tan', '微澜愿意开放网关的测试名额，十个品牌各一套，免费寄。条件是把测到的问题公开。', {
    reactions: { '🎉': ['meng', 'lang', 'kang', 'su', 'gu'], '👏': ['pei', 'xia'] },
  }),
  answer(1, 'meng', '栖光跟进，同样十套。并且我们先公布自己的已知问题清单，一共 23 条。'),
  answer(1, 'lang', '23 条里有多少是色温步进不一致？'),
  answer(1, 'meng', '9 条。'),
  answer(
    1,
    'lang',
    '果然。色温有的按开尔文传，有的按麦勒德传，来回换算取整以后就对不上了。统一按麦勒德存、按开尔文显示。',
    {
      reactions: { '💡': ['kang', 'meng', 'shi', 'cheng'] },
    },
  ),
  say('xia', '家居这边的痛点不一样：断网以后墙上的开关必须管用。这一条做不到，其他都免谈。'),
  answer(1, 'kang', '同意，这是底线，我建议写成第一条。'),
  say(
    'olivia',
    "My installers want one more: it must be possible to hand the house over. When the flat is sold, the new owner should not need the old owner's phone.",
  ),
  answer(1, 'kang', 'That is a very good one. We had exactly this ticket last month.', {
    reactions: { '👍': ['olivia', 'meng'] },
  }),
  say('cheng', '那就有雏形了：一、断网可用；二、五个动作；三、可移交；四、色温按麦勒德。四条，一页纸。'),
  answer(1, 'gu', '名字就叫“四条底线”。下次碰头会讨论能不能作为集群的自愿约定。'),
  answer(
    2,
    'ravi',
    'Please add: the state is readable. Our greenhouses need to *know* that a light is off, not just to hope so.',
    {
      reactions: { '😄': ['mia', 'jiang'], '👍': ['lang', 'meng'] },
    },
  ),
  answer(1, 'cheng', '那就五条。', { reactions: { '😂': ['gu', 'kang', 'lang', 'tan'] } }),
  say('lang', '我起草，附测试步骤，每一条都能在二十分钟内测完。测不完的条款没有人会执行。', {
    reactions: { '💯': ['su', 'xue', 'gu', 'tan', 'meng'] },
  }),
]

export const heritage: Talk = [
  say('zhuo', '古城墙项目的夜景方案被打回来了，理由是“太亮”。照度其实只有三个勒克斯。'),
  answer(1, 'shao', '不是照度，是对比。背后的天是黑的，三个勒克斯也会跳出来。把上沿压掉，留暗。'),
  say('fang', '顺便看一下光的去向：有多少射到天上？上射光通比这个数应该写在方案第一页。'),
  answer(1, 'ye', '青瓦做了一款零上射的墙脚灯，样品可以借。', { reactions: { '👍': ['zhuo', 'shao'] } }),
  say('hao', '还有鸟。城墙上如果有雨燕筑巢，四月到七月要关一部分灯，色温也建议低于 2200K。'),
  answer(1, 'zhuo', '真的有雨燕！文保所专门提过。这条帮大忙了。', {
    reactions: { '🐦': ['hao', 'shao', 'mia'], '❤️': ['kong'] },
  }),
  say('shao', '方案改成“分时”：日落后二十分钟全景，之后只留城门，十一点以后全暗。'),
  answer(1, 'kong', '全暗也是一种设计。'),
  say('zhuo', '第二稿通过了！审查会说这是今年唯一一个主动减灯的方案。', {
    reactions: { '🎉': ['shao', 'fang', 'hao', 'ye', 'su', 'gu', 'mia', 'kong'], '👏': ['luo', 'pei', 'ling'] },
  }),
  answer(
    1,
    'ian',
    'I would like to write about this one if the owner agrees. "The project that won by switching off" is a headline.',
  ),
  answer(1, 'mia', 'I will ask them, and send you the Chinese and English facts once they are cleared.'),
  say('su', '这个案例建议存档为集群的品牌故事，等业主书面同意以后再对外。'),
]

export const growing: Talk = [
  say('jiang', '给大家讲个跨界的：番茄不在乎显色指数，但采摘工人在乎。纯红蓝光下看不出番茄熟没熟。'),
  answer(
    1,
    'ravi',
    'So we added a "picking scene": thirty minutes of white light per shift. Yield unchanged, picking errors down by half.',
    {
      reactions: { '🍅': ['jiang', 'mia', 'kong', 'luo'] },
    },
  ),
  say('hao', '人也一样。护士站的灯，夜班时护士要看清药片颜色，病人要睡觉。同一个空间两种需求，只能靠分区和光谱。'),
  say('lu', '教室早读和晚自习也该是两种光，但是学校只肯买一种开关。'),
  answer(1, 'kang', '按课表自动切换，开关留给老师做“覆盖”，下课自动还原。我们在两所学校试过，老师没有培训也会用。'),
  answer(1, 'lu', '课表变了怎么办？'),
  answer(1, 'kang', '读学校的铃声系统。铃声比课表准。', {
    reactions: { '😄': ['lu', 'hao', 'meng'], '💡': ['jiang', 'fang'] },
  }),
  say('yan', '芯片这边问一句：大家说的“健康照明”，要看的到底是哪个量？每个客户给我的都不一样。'),
  answer(1, 'hao', '用 CIE S 026 的褪黑素等效日光照度，写清楚测量位置是眼位、竖直面。不写位置的数字都没法比。', {
    reactions: { '🙏': ['yan', 'fan', 'lu'] },
  }),
  answer(1, 'yan', '懂了，又是一个“写清楚条件”的故事。'),
  answer(1, 'fang', '整个行业的问题，七成都是没写清楚条件。', {
    reactions: { '💯': ['xue', 'hao', 'yan', 'ding', 'su', 'gu'] },
  }),
]

export const rights: Talk = [
  say('xia', '又一家网店用了我们的产品图，连水印都没抹干净。'),
  answer(1, 'zhan', '先固定证据：可信时间戳加录屏，从搜索页一直录到下单页。不要先去吵架，吵完他就下架了。'),
  answer(1, 'xia', '上次就是先吵架了。', { reactions: { '😅': ['wen', 'pei', 'zhan'] } }),
  say('zhan', '平台投诉成功率最高的是：权利证书、购买公证、对比图一张纸。对比图请标五个点，不要标二十个。'),
  say('bai', '舞台灯的界面被抄，图标一个不改，连错别字都一样。错别字算证据吗？', {
    reported: { by: 'zhuo', reason: '似在影射某家成员单位，请主持人看看是否合适。' },
  }),
  answer(1, 'zhan', '算，而且是最好的证据。', { reactions: { '😂': ['bai', 'ling', 'xia', 'luo', 'meng', 'fan'] } }),
  say(
    'olivia',
    'Abroad, register the mark *before* the first fair. One of our suppliers lost their own name in a market for three years.',
  ),
  say('gu', '集群能不能统一做海外商标监测？单家请律师太贵。'),
  answer(1, 'su', '可以列入年度工作计划讨论。@zhan 麻烦估一个范围和费用。'),
  answer(1, 'zhan', '十五家、六个市场、第 11 类，按季度出监测报告，我下周给两个档位的方案。', {
    reactions: { '👍': ['gu', 'su', 'olivia', 'xia', 'dong'] },
  }),
  say('fan', '第 9 类别忘了，控制器和软件在第 9 类。'),
  answer(1, 'zhan', '对，加上。谢谢提醒。'),
]

export const youngsters: Talk = [
  say('kong', '今年带的毕业设计里有个学生做了一盏“等人的灯”：家里人快到楼下时，玄关灯慢慢亮起来，没有 App。'),
  answer(1, 'xia', '这个我想见见本人。', { reactions: { '👀': ['tan', 'cheng', 'wen'] } }),
  say('cheng', '怎么知道快到楼下？'),
  answer(1, 'kong', '用电梯的声音。她录了三百次电梯。', {
    reactions: { '🤯': ['cheng', 'meng', 'kang', 'lang'], '❤️': ['xia', 'mia', 'wen'] },
  }),
  say('pei', '集群办一次“学生之夜”吧，不评奖，每家认领一个学生，带一年。'),
  answer(1, 'tan', '好主意。认领的意思是：给样件、给工程师的时间，而不是给奖状。'),
  say(
    'helena',
    'Ask each student to write one paragraph about *why a person would miss this lamp if it were gone*. It is the best brand exercise that I know.',
  ),
  answer(1, 'mia', '翻译一下 Helena 的话：请每个学生写一段“如果这盏灯没了，谁会想念它，为什么”。', {
    reactions: { '❤️': ['helena', 'kong', 'xia', 'luo', 'shao'] },
  }),
  answer(1, 'wen', '我觉得我们自己的产品经理也该写。'),
  answer(1, 'luo', '我今晚就写。写不出来的产品，可能就不该上市。', {
    reactions: { '🔥': ['wen', 'pei', 'kong', 'gu'] },
  }),
  say('su', '“学生之夜”先列为意向，场地衡信可以出。时间请各家在下周的碰头会上报。'),
]

export const assembly: Talk = [
  say(
    'su',
    '通报一下本周进展：① 眩光测试两场，共 11 盏样灯；② 光谱公开说明已有中英文第二稿；③ 调光匹配清单第一批 46 行；④ 互联“五条”草案进入测试。',
    {
      reactions: { '👏': ['gu', 'tan', 'shao', 'luo', 'xue', 'song', 'lang', 'mia'] },
    },
  ),
  say('gu', '一个月前这里还只有“早上好”。谢谢各位。'),
  say('shao', '下次主题沙龙我来做主持，题目想定“看不见的品牌”。'),
  answer(1, 'helena', 'I am in. I promise to show no pyramid diagrams.', {
    reactions: { '😂': ['mia', 'shao', 'olivia', 'ding'] },
  }),
  answer(2, 'ding', '我可以带两个反例：评价分数很高、但顾客叫不出名字的品牌。'),
  say('qi', '作为观察员说一句：很少见到竞争对手在同一个厅里互相改技术文件。'),
  answer(1, 'ian', 'Seconded, from outside: this is rarer than you think.'),
  say('tan', '欢迎新来的同事随时插话，不懂就问，这里没有笨问题。'),
  answer(1, 'fang', '我问过最笨的问题是“这盏灯怎么关”。', {
    reactions: { '😂': ['tan', 'kang', 'meng', 'lu', 'xia', 'su', 'gu'] },
  }),
]
