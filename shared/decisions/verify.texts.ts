import type { Language } from '#shared/platform/language.shape.ts'

type Text = Record<Language, string>

/** What a check has found. */
export const holding = {
  signature: {
    zh: '签名有效：此文件出自指纹为 {fingerprint} 的密钥，此后未被改动。',
    en: 'The signature is right: this file came from the key {fingerprint} and has not been changed since.',
  },
  leaves: {
    zh: '{leaves} 个叶子按序排列，没有重复。',
    en: 'The {leaves} leaves are in order, and none is there twice.',
  },
  root: {
    zh: '由这些叶子得出的根，与封存的根相同：{root}',
    en: 'The leaves give the root that was sealed: {root}',
  },
  rootGiven: { zh: '根与您给出的相同。', en: 'The root is the one that you gave.' },
  numbers: {
    zh: '选票 {ballots} 张，与叶子数和计票数相同，未超过名册上的席数。',
    en: 'There are {ballots} ballots: as many as leaves, as many as were counted, and no more than the roll has seats.',
  },
  tokens: {
    zh: '选票 {ballots} 张，不多于已领取的 {tokens} 个投票凭证。',
    en: 'There are {ballots} ballots, no more than the {tokens} tokens that were fetched.',
  },
  ballots: { zh: '每张选票都符合本次表决的规定。', en: 'Every ballot is one that this vote allows.' },
  file: { zh: '所附的 {name} 与这些选票一致。', en: 'The enclosed {name} holds these very ballots.' },
  count: {
    zh: '按同样的规则重新计票，各轮、当选与结论都相同。',
    en: 'Counted again by the same rules, every stage, everybody elected and the verdict are the same.',
  },
  declared: { zh: '宣布的结论与计票相符。', en: 'What was declared is what was counted.' },
  openings: {
    zh: '逐张打开的 {ballots} 张选票，与叶子一一对应，合计与公布的相同。',
    en: 'The {ballots} ballots that were opened fit the leaves one by one, and together they are those that were counted.',
  },
  tokensSigned: {
    zh: '每张选票都带有本轮密钥签过的投票凭证，没有一个用过两次。',
    en: "Every ballot carries a token that this round's key has signed, and none was used twice.",
  },
  receipt: {
    zh: '您的选票在封存的选票之中，一字未改。叶子：{leaf}',
    en: 'Your ballot is among those that were sealed, just as you cast it. Its leaf: {leaf}',
  },
} satisfies Record<string, Text>

export const failing = {
  shape: { zh: '这不是可以核验的封存文件：{where}', en: 'This is no sealed package that can be checked: {where}' },
  signature: {
    zh: '签名不对：此文件在签名之后被改动过，或并非出自指纹为 {fingerprint} 的密钥。',
    en: 'The signature is wrong: the file was changed after it was signed, or does not come from the key {fingerprint}.',
  },
  leafOrder: { zh: '叶子没有按序排列：{leaf}', en: 'The leaves are not in order: {leaf}' },
  leafTwice: { zh: '同一个叶子出现了两次：{leaf}', en: 'A leaf is there twice: {leaf}' },
  root: {
    zh: '根不对：由这些叶子得出 {found}，封存的却是 {root}。有叶子被增加、删去或改动。',
    en: 'The root is wrong: the leaves give {found}, but {root} was sealed. A leaf was added, taken away or changed.',
  },
  rootGiven: {
    zh: '根与您给出的不同：此文件是 {root}。',
    en: 'The root is not the one that you gave: this file has {root}.',
  },
  ballotsAndLeaves: {
    zh: '选票 {ballots} 张，叶子却有 {leaves} 个。',
    en: 'There are {ballots} ballots, but {leaves} leaves.',
  },
  leavesCounted: {
    zh: '叶子有 {leaves} 个，结果中却写着 {counted} 个。',
    en: 'There are {leaves} leaves, but the result speaks of {counted}.',
  },
  votesCounted: {
    zh: '选票合计 {votes} 票，结果中却写着 {counted} 票（{class}）。',
    en: 'The ballots make {votes} votes, but the result speaks of {counted} ({class}).',
  },
  moreThanRoll: {
    zh: '选票 {ballots} 张，名册上却只有 {roll} 席（{class}）。',
    en: 'There are {ballots} ballots, but the roll has only {roll} seats ({class}).',
  },
  moreThanTokens: {
    zh: '选票 {ballots} 张，领取的投票凭证却只有 {tokens} 个。',
    en: 'There are {ballots} ballots, but only {tokens} tokens were fetched.',
  },
  ballot: { zh: '有一种选票不符合本次表决的规定：{ballot}', en: 'A ballot is not one that this vote allows: {ballot}' },
  groups: { zh: '公布的选票与结果中的摘要不符。', en: 'The ballots are not those whose digest the result has.' },
  file: { zh: '所附的 {name} 与这些选票不一致。', en: 'The enclosed {name} does not hold these ballots.' },
  stage: {
    zh: '重新计票，第 {stage} 轮与公布的不同。',
    en: 'Counted again, stage {stage} is not the one that was published.',
  },
  count: {
    zh: '重新计票，{what}与公布的不同。',
    en: 'Counted again, {what} is not what was published.',
  },
  declared: {
    zh: '宣布的结论与计票不符：计票得出的是“{outcome}”。',
    en: 'What was declared is not what the count gives: {outcome}.',
  },
  opening: {
    zh: '编号 {serial} 的选票（{ballot}）没有对应的叶子：它被改动过，或是后来加入的。',
    en: 'The ballot with serial {serial} ({ballot}) fits no leaf: it was changed, or added.',
  },
  missing: {
    zh: '叶子 {leaf} 没有对应的选票：它的选票缺失，或被改动过。',
    en: 'The leaf {leaf} has no ballot: it is missing, or was changed.',
  },
  serialTwice: { zh: '编号 {serial} 用了两次。', en: 'The serial {serial} was used twice.' },
  token: {
    zh: '编号 {serial} 的选票（{ballot}）没有本轮密钥签过的投票凭证。',
    en: "The ballot with serial {serial} ({ballot}) carries no token that this round's key has signed.",
  },
  openedAndGrouped: {
    zh: '逐张打开的选票，合计与公布的不同。',
    en: 'The ballots that were opened are together not those that were counted.',
  },
  noOpenings: { zh: '监票文件中没有逐张的选票。', en: "The scrutineers' package holds no ballots to open." },
  receiptShape: { zh: '这不是投票回执：{where}', en: 'This is no receipt: {where}' },
  receiptForeign: {
    zh: '这张回执属于另一次表决或另一轮（第 {round} 轮）。',
    en: 'This receipt belongs to another vote, or another round ({round}).',
  },
  receiptChanged: {
    zh: '您的编号在其中，选票却不是您投的：写着“{ballot}”。请保存回执，并告知监票人。',
    en: 'Your serial is there, but with another ballot: {ballot}. Keep your receipt, and tell the scrutineers.',
  },
  receiptBroken: {
    zh: '集群签字确认收到了您的选票（叶子 {leaf}），封存的选票中却没有它：有一张选票丢失了。请保存回执，并告知监票人。',
    en: 'The cluster signed that it has your ballot (leaf {leaf}), but it is not among those that were sealed: a ballot was lost. Keep your receipt, and tell the scrutineers.',
  },
  receiptForged: {
    zh: '封存的选票中没有叶子 {leaf}，而此回执并非由该密钥签发：它不是本集群给出的回执。',
    en: 'No leaf {leaf} was sealed, and this key has not signed the receipt: it is no receipt of this cluster.',
  },
  receipt: {
    zh: '您的选票不在封存的选票之中（叶子 {leaf}）。请保存回执，并告知监票人。',
    en: 'Your ballot is not among those that were sealed (leaf {leaf}). Keep your receipt, and tell the scrutineers.',
  },
} satisfies Record<string, Text>

export const unknowing = {
  signature: {
    zh: '此处无法核对签名（密钥指纹 {fingerprint}）：请用较新的浏览器，或用命令 npm run verify。',
    en: 'The signature cannot be checked here (key {fingerprint}): use a newer browser, or npm run verify.',
  },
  tokens: {
    zh: '此处无法核对投票凭证的签名：请用较新的浏览器，或用命令 npm run verify。',
    en: 'The signatures of the tokens cannot be checked here: use a newer browser, or npm run verify.',
  },
  count: {
    zh: '选票本身已有问题，因此没有重新计票。',
    en: 'It was not counted again, since something is wrong with the ballots themselves.',
  },
} satisfies Record<string, Text>

/** What no check of such a file can show, in plain words. */
export const unproved = {
  behind: {
    zh: '每个叶子里装的正是这些选票：只有监票人的文件能证明。您可以用回执核对自己的那一个叶子。',
    en: "That the leaves hold these very ballots: only the scrutineers' package shows that. With your receipt you can check your own leaf.",
  },
  sealed: {
    zh: '这就是当时封存的那一份：请将根和密钥指纹与会议记录中的对照。',
    en: 'That this is what was sealed then: compare the root and the fingerprint of the key with those in the minutes.',
  },
  signature: {
    zh: '签名只说明文件出自集群的密钥，不能说明持有密钥者是诚实的。',
    en: "The signature tells that the file came from the cluster's key, not that whoever holds the key is honest.",
  },
  roll: {
    zh: '名册上的人都有表决权，并且是他们本人投的票。',
    en: 'That those on the roll were entitled, and that they themselves cast these ballots.',
  },
  classes: {
    zh: '每张选票所属的类别和票数：它们来自名册，不在叶子里。',
    en: 'The class and weight of each ballot: they come from the roll and are not in its leaf.',
  },
  looked: {
    zh: '封存之前没有人看过或换过选票：系统管理员当时做得到。',
    en: 'That nobody looked at ballots, or exchanged them, before the seal: administrators could have.',
  },
  dice: {
    zh: '骰子确实掷出了 {dice}：由在场的人当众记下。',
    en: 'That the dice fell as {dice}: those who were there wrote it down.',
  },
} satisfies Record<string, Text>

/** What differs in a count. */
export const countParts = {
  votes: { zh: '赞成与反对的票数', en: 'the number of votes' },
  elected: { zh: '当选者', en: 'who is elected' },
  verdict: { zh: '结论', en: 'the verdict' },
  count: { zh: '计票表', en: 'the table of stages' },
  rest: { zh: '结果', en: 'the result' },
} satisfies Record<string, Text>

export const verifyWords = {
  everybody: { zh: '全体', en: 'all' },
  blank: { zh: '空白票', en: 'blank' },
  yes: { zh: '赞成', en: 'yes' },
  no: { zh: '反对', en: 'no' },
  abstain: { zh: '弃权', en: 'abstain' },
} satisfies Record<string, Text>

export const reportTexts = {
  head: { zh: '{title}（第 {round} 轮）', en: '{title} (round {round})' },
  sound: { zh: '全部核对无误。', en: 'Everything that can be checked is right.' },
  unsound: { zh: '并非全部无误：见上。', en: 'Not everything is right: see above.' },
  unproved: { zh: '此文件不能证明的：', en: 'What this file cannot prove:' },
} satisfies Record<string, Text>
