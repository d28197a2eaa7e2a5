import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** What dialogs and panels of a room say. */
export const roomsLateTexts = bringTexts({
  'rooms.rollOf': { zh: '名册（{count} 人）', en: { one: 'Roll ({count} member)', other: 'Roll ({count} members)' } },
  'rooms.roll.search': { zh: '在名册中查找', en: 'Find on the roll' },
  'rooms.seatSomebody': { zh: '选择要加入名册的人', en: 'Choose somebody' },
  'rooms.lower': { zh: '更改席位', en: 'Change the seat' },
  'rooms.lower.title': { zh: '将{name}的席位改为{seat}？', en: 'Change the seat of {name} to {seat}?' },
  'rooms.lower.body': {
    zh: '对方在会场中的权限会减少，并会收到通知；可以随时改回。',
    en: 'They may do less in the room from now on, and are told so. It can be changed back at any time.',
  },
  'rooms.lower.own.title': { zh: '将您自己的席位改为{seat}？', en: 'Change your own seat to {seat}?' },
  'rooms.lower.own.body': {
    zh: '您在本会场的权限会立即减少；要改回来，须由有权授予席位的人操作。',
    en: 'You may do less in the room from now on. To have the seat back, somebody who gives seats here has to give it.',
  },
  'rooms.leave.title': { zh: '离开“{title}”？', en: 'Leave “{title}”?' },
  'rooms.leave.mayReturn': { zh: '以后可以随时重新加入。', en: 'You can join again at any time.' },
  'rooms.leave.forGood': {
    zh: '离开后看不到这里的内容；要再进入，须由会场主持人员安排席位。',
    en: 'You can no longer read what is here; to come back, somebody who runs the room has to seat you.',
  },
  'rooms.leave.seat.mayReturn': {
    zh: '您将不再担任{seat}。以后可以随时重新加入，但席位须另行授予。',
    en: 'Your seat as {seat} goes with it. You can join again at any time, but that seat has to be given anew.',
  },
  'rooms.leave.seat.forGood': {
    zh: '您将不再担任{seat}，也看不到这里的内容；要再进入，须由会场主持人员安排席位。',
    en: 'Your seat as {seat} goes with it, and you can no longer read what is here; to come back, somebody who runs the room has to seat you.',
  },
  'rooms.seatThem': { zh: '入席', en: 'Seat' },
  'rooms.remove.title': { zh: '将{name}移出会场？', en: 'Remove {name} from the room?' },
  'rooms.remove.body': {
    zh: '对方将立即不能再阅读和发言，理由会写入会场记录。',
    en: 'They can no longer read or write here from this moment on. The reason goes into the room’s record.',
  },
  'rooms.archive.title': { zh: '归档“{title}”？', en: 'Archive “{title}”?' },
  'rooms.archive.body': {
    zh: '归档后只能阅读，不能发言；以后可以重新开放。',
    en: 'It can then be read but not written in. It can be reopened later.',
  },
  'rooms.reopen.title': { zh: '重新开放“{title}”？', en: 'Reopen “{title}”?' },
  'rooms.reopen.body': { zh: '成员可以重新在其中发言。', en: 'Its members can write in it again.' },
  'rooms.title': { zh: '名称', en: 'Title' },
  'rooms.topic': { zh: '主题说明', en: 'Topic' },
  'rooms.access': { zh: '谁可以进入', en: 'Who may enter' },
  'rooms.access.open.hint': {
    zh: '集群的每位成员都可以阅读和加入。',
    en: 'Everybody in the cluster may read and join.',
  },
  'rooms.access.bySeat.hint': {
    zh: '只有担任所选席位的人可以进入。',
    en: 'Only those who hold one of the chosen seats.',
  },
  'rooms.access.invitation.hint': { zh: '只有名册上的人可以进入。', en: 'Only those on the roll.' },
  'rooms.seats': { zh: '可以进入的席位', en: 'Seats that may enter' },
  'rooms.isDefault': { zh: '新成员自动入席', en: 'Seat new members' },
  'rooms.isDefault.hint': {
    zh: '今后加入集群的成员会直接列入名册。',
    en: 'Whoever joins the cluster from now on gets a seat here.',
  },
  'rooms.openerChairs': { zh: '新建后由您担任主席。', en: 'You will be its chair.' },
  'rooms.open': { zh: '新建', en: 'Open the lounge' },
  'rooms.delete.title': { zh: '删除这条消息？', en: 'Delete this message?' },
  'rooms.delete.body': {
    zh: '内容将从历史和记录中彻底删除，无法恢复，只留下删除标记。',
    en: 'Its text is erased from history and record for good. Only a mark stays that it was there.',
  },
  'rooms.redact.title': { zh: '撤下这条消息？', en: 'Take out this message?' },
  'rooms.redact.body': {
    zh: '内容将从历史和记录中彻底删除，无法恢复；您的姓名和理由会留在原处。',
    en: 'Its text is erased from history and record for good. Your name and your reason stay in its place.',
  },
  'rooms.isAway': { zh: '{name}已离开，可能稍后才会回复。', en: '{name} is away and may answer later.' },
} satisfies Texts)
