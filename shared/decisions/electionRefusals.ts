/** With what sentences an election says no. */
export const electionRefusals = {
  'decisions.election.dayOrder': {
    zh: '各日期须依次推后：提名开始、提名截止、投票开始、投票截止、交接。',
    en: 'The days must follow each other: nominations open, nominations close, voting opens, voting ends, handover.',
  },
  'decisions.election.dayPast': { zh: '此日期必须晚于现在。', en: 'This day must lie in the future.' },
  'decisions.election.dayOver': { zh: '此日期已过，不能再改。', en: 'This day is over and can no longer be moved.' },
  'decisions.election.term': { zh: '任期结束须晚于任期开始。', en: 'A term must end after it begins.' },
  'decisions.election.method': {
    zh: '此计票方法不适用于这样的名额。',
    en: 'This method does not fit the number of places.',
  },
  'decisions.election.noNominations': {
    zh: '目前不在提名期内。',
    en: 'Nominations are not open at present.',
  },
  'decisions.election.alreadyNominated': {
    zh: '此人已被提名竞选该职务。',
    en: 'This person has been nominated for that office already.',
  },
  'decisions.election.noSuchNominee': {
    zh: '只能提名可以进入本会场的在册成员。',
    en: 'Only active members who may enter this room can be nominated.',
  },
  'decisions.election.noOrganisation': {
    zh: '您不属于任何成员单位，不能以单位名义提名。',
    en: 'You belong to no organisation in whose name you could nominate.',
  },
  'decisions.election.tooMany': {
    zh: '提名已达上限（{most}）。',
    en: 'There are {most} nominations already, which is the most.',
  },
  'decisions.election.mayNotSecond': {
    zh: '被提名人和提名人不能附议，也不能重复附议。',
    en: 'Nominee and nominator do not second, and nobody does so twice.',
  },
  'decisions.election.notVetted': {
    zh: '还有候选人未经资格审查。',
    en: 'Some candidates have not been vetted yet.',
  },
  'decisions.election.tooEarly': { zh: '尚未到投票日期。', en: 'It is not yet the day of the vote.' },
  'decisions.election.notItsTurn': {
    zh: '须先完成前一职务的选举。',
    en: 'The office before this one has to be decided first.',
  },
  'decisions.election.voteOpen': {
    zh: '正在投票。请先结束投票，或将其作废。',
    en: 'A vote is open: close it first, or make it void.',
  },
  'decisions.election.onTheBallot': {
    zh: '您已列在选票上，投票期间不能退出。',
    en: 'You are on a ballot, so you cannot withdraw while the vote is open.',
  },
  'decisions.election.notDue': { zh: '尚未到交接日期。', en: 'It is not yet the day of the handover.' },
} as const
