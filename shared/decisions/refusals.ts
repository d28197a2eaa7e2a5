/** With what sentences a decision says no. */
export const decisionRefusals = {
  'decisions.terms.noOptions': {
    zh: '赞成、反对、弃权表决没有选项。',
    en: 'A vote of yes, no and abstain has no options.',
  },
  'decisions.terms.tooFewOptions': { zh: '至少需要两个选项。', en: 'At least two options are needed.' },
  'decisions.terms.sameOption': { zh: '有两个选项相同。', en: 'Two options are the same.' },
  'decisions.terms.tooManySeats': {
    zh: '当选名额必须少于选项数。',
    en: 'There must be fewer places than options.',
  },
  'decisions.terms.noRule': {
    zh: '多数规则只适用于赞成、反对表决。',
    en: 'A majority rule is for votes of yes and no only.',
  },
  'decisions.terms.secretIsNotLive': {
    zh: '无记名表决在结束前不显示结果。',
    en: 'A secret vote shows no tally while it is open.',
  },
  'decisions.terms.secretStays': {
    zh: '无记名选票投出后无法更改。',
    en: 'A secret ballot cannot be changed once it is cast.',
  },
  'decisions.seatHasVoted': { zh: '该席位已经投过票。', en: 'This seat has voted already.' },
  'decisions.terms.tooManyPairs': {
    zh: '排序配对法最多 20 个选项。',
    en: 'Ranked pairs take 20 options at most.',
  },
  'decisions.terms.secretWeights': {
    zh: '无记名表决每票等值，不能加权。',
    en: 'In a secret vote all votes weigh the same.',
  },
  'decisions.terms.secretClasses': {
    zh: '无记名表决不区分投票人类别。',
    en: 'A secret vote cannot tell classes of voters apart.',
  },
  'decisions.terms.noSuchPerson': {
    zh: '名单中有人不是在册成员。',
    en: 'Somebody who is named is no active member.',
  },
  'decisions.terms.noSuchClass': {
    zh: '规则提到的“{name}”类别中没有投票人。',
    en: 'The rule speaks of a class “{name}” that no voter belongs to.',
  },
  'decisions.terms.closesInThePast': {
    zh: '结束时间必须晚于现在。',
    en: 'The closing time must lie in the future.',
  },
  'decisions.nobodyMayVote': { zh: '没有任何人可以投票。', en: 'There is nobody who could vote.' },
  'decisions.rollTooSmall': {
    zh: '人数太少，无法无记名：每一类至少需要 {fewest} 名投票人。',
    en: 'Too few voters for a secret vote: each class needs at least {fewest}.',
  },
  'decisions.notOpen': { zh: '投票已经结束，或尚未开始。', en: 'Voting is over, or has not begun.' },
  'decisions.closedMeanwhile': {
    zh: '投票在您的选票到达时结束，这张选票可能没有计入。',
    en: 'Voting closed as your ballot arrived; it may not have been counted.',
  },
  'decisions.otherRound': {
    zh: '这是另一轮投票的选票，请重新填写。',
    en: 'This ballot belongs to another round; please fill it in again.',
  },
  'decisions.notYourSeat': { zh: '您不能代表该席位投票。', en: 'You do not vote for this seat.' },
  'decisions.barred': {
    zh: '您是起草人或已回避，不能参加本次投票。',
    en: 'You drafted this or have an interest in it, so you do not vote on it.',
  },
  'decisions.alreadyCast': {
    zh: '您已经投票，本次投票不能更改选票。',
    en: 'You have voted already, and ballots cannot be changed in this vote.',
  },
  'decisions.castSecretly': {
    zh: '这是无记名表决，选票须经匿名途径投出。',
    en: 'This vote is secret: its ballots are cast without a name.',
  },
  'decisions.isSecret': {
    zh: '无记名表决不显示谁投了什么票。',
    en: 'In a secret vote nobody is shown who voted.',
  },
  'decisions.notSecret': { zh: '这不是无记名表决。', en: 'This is no secret vote.' },
  'decisions.tokenElsewhere': {
    zh: '您的投票凭证已在另一台设备或浏览器上领取，请在那里投票。',
    en: 'Your token for this vote was fetched on another device or browser; please vote there.',
  },
  'decisions.tokenTaken': {
    zh: '该席位的投票凭证已由另一位代表领取。',
    en: 'Another delegate has fetched the token of this seat already.',
  },
  'decisions.seatIsNamed': {
    zh: '该席位由指定的代表投票。',
    en: 'Another delegate was named to vote for this seat.',
  },
  'decisions.tokenFalse': {
    zh: '投票凭证无效，选票未被接收。',
    en: 'The token is not valid for this vote, so the ballot was not taken.',
  },
  'decisions.tokenUsed': {
    zh: '该凭证已投出另一张选票，先投的有效。',
    en: 'Another ballot was cast with this token already; the first one counts.',
  },
  'decisions.keyDiffers': {
    zh: '凭证与公布的密钥不符，为保护您的匿名，选票没有投出。请告知监票人。',
    en: 'The token was signed by another key than the published one. To protect your secrecy nothing was cast; please tell the scrutineers.',
  },
  'decisions.leafDiffers': {
    zh: '服务器回执与您的选票不符，请告知监票人。',
    en: 'The receipt is for another ballot than yours; please tell the scrutineers.',
  },
  'decisions.beingCounted': {
    zh: '投票刚刚结束，正在计票；马上就能知道您的选票是否计入。',
    en: 'Voting has just closed and is being counted; in a moment it is known whether your ballot was in time.',
  },
  'decisions.closedBefore': {
    zh: '投票在您的选票到达前已经结束，选票没有计入。',
    en: 'Voting closed before your ballot came, so it was not counted.',
  },
  'decisions.notLonger': {
    zh: '延长后的结束时间必须晚于原定时间。',
    en: 'The new closing time must be later than the old one.',
  },
  'decisions.remindedLately': {
    zh: '一小时内已经提醒过，请稍后再试。',
    en: 'They were reminded within the hour; please wait before reminding them again.',
  },
  'decisions.noDice': { zh: '本次结果不需要抽签。', en: 'No lot has to be drawn here.' },
  'decisions.diceAwaited': {
    zh: '须先由两人掷骰抽签，才能宣布结果。',
    en: 'Dice have to be thrown by two people before the result is declared.',
  },
  'decisions.castingNeeded': {
    zh: '赞成与反对票数相等，请主席投决定票。',
    en: 'Yes and no are equal: the chair’s casting vote is needed.',
  },
  'decisions.diceTwice': {
    zh: '您已掷过骰子，另一次须由别人来掷。',
    en: 'You have thrown already; somebody else throws the other time.',
  },
  'decisions.notSealed': { zh: '表决尚未计票。', en: 'The vote has not been counted yet.' },
  'decisions.noCasting': { zh: '本次结果不需要决定票。', en: 'No casting vote is called for.' },
  'decisions.ballot.noBlank': { zh: '本次投票不接受空白票。', en: 'A blank ballot is not allowed here.' },
  'decisions.ballot.wrongKind': {
    zh: '选票与本次投票的方式不符。',
    en: 'This is not the kind of ballot that the vote asks for.',
  },
  'decisions.ballot.noSuchOption': {
    zh: '选票上有不存在的选项。',
    en: 'The ballot names an option that is not there.',
  },
  'decisions.ballot.twice': { zh: '同一选项排了两次名次。', en: 'An option has been given two ranks.' },
  'decisions.ballot.equalRanks': {
    zh: '本次投票不能把两个选项排在同一名次。',
    en: 'Two options cannot share a rank in this vote.',
  },
  'decisions.ballot.empty': { zh: '请至少选择一项。', en: 'Please choose at least one.' },
  'decisions.ballot.markTooHigh': { zh: '某一项的分数超过上限。', en: 'One option has been given too much.' },
  'decisions.ballot.tooMany': { zh: '选择或分数合计超过上限。', en: 'That is more than may be given in all.' },
  'decisions.dice.figures': {
    zh: '请按顺序写下骰子点数，例如 4162（至少三枚）。',
    en: 'Please write the dice as they fell, such as 4162 (three at least).',
  },
} as const
