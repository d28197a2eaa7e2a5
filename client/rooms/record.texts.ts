import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** The record page: acts of those who run a room in plain sentences, and the proof that nothing was changed. */
export const recordTexts = bringTexts({
  'rooms.record.of': { zh: '“{title}”的会场记录', en: 'Record of “{title}”' },
  'rooms.record.ofCluster': { zh: '集群记录', en: "The cluster's record" },
  'rooms.record.leadOfCluster': {
    zh: '邀请、席位、停用与恢复，以及集群和成员单位信息的每次变更及其理由，全体成员均可查看。',
    en: 'Invitations, seats, suspensions and every change to the cluster and its organisations, with reasons. Every member can read it.',
  },
  'rooms.record.kind.people': { zh: '成员与席位', en: 'People and seats' },
  'rooms.record.kind.cluster': { zh: '集群与单位', en: 'Cluster and organisations' },
  'rooms.record.lead': {
    zh: '主持人员与秘书处的每项操作及其理由，会场成员均可查看。',
    en: 'What those who run the room and the secretariat did, and why. Every member of the room can read it.',
  },
  'rooms.record.none': { zh: '没有符合条件的操作', en: 'No such acts' },
  'rooms.record.none.hint': {
    zh: '主持人员还没有做过需要记录的操作，或筛选条件太窄。',
    en: 'Nobody has had to keep order yet, or the filter is too narrow.',
  },
  'rooms.record.older': { zh: '更早的记录', en: 'Older acts' },
  'rooms.record.kind': { zh: '类别', en: 'Kind' },
  'rooms.record.kind.all': { zh: '全部', en: 'All' },
  'rooms.record.kind.room': { zh: '会场', en: 'Room' },
  'rooms.record.kind.seat': { zh: '席位与禁言', en: 'Seats and mutes' },
  'rooms.record.kind.message': { zh: '消息', en: 'Messages' },
  'rooms.record.kind.desk': { zh: '审阅与举报', en: 'Reviews and reports' },
  'rooms.record.person': { zh: '有关人员', en: 'Person' },
  'rooms.record.from': { zh: '起始日期', en: 'From' },
  'rooms.record.to': { zh: '截止日期', en: 'To' },
  'rooms.record.csv': { zh: '导出 CSV', en: 'Export as CSV' },
  'rooms.record.json': { zh: '导出 JSON', en: 'Export as JSON' },
  'rooms.record.export': { zh: '导出', en: 'Export' },
  'rooms.record.hub': { zh: '系统', en: 'The hub' },
  'rooms.record.column.at': { zh: '时间', en: 'Time' },
  'rooms.record.column.entry': { zh: '序号', en: 'Entry' },
  'rooms.record.column.by': { zh: '操作人', en: 'By' },
  'rooms.record.column.act': { zh: '操作', en: 'Act' },
  'rooms.record.column.reason': { zh: '理由', en: 'Reason' },
  'rooms.record.entry': { zh: '第 {seq} 条', en: 'entry {seq}' },

  'rooms.act.opened': { zh: '{by}开设了会场“{title}”。', en: '{by} opened “{title}”.' },
  'rooms.act.described': {
    zh: '{by}修改了会场信息，名称为“{title}”。',
    en: '{by} described the room anew, as “{title}”.',
  },
  'rooms.act.archived': { zh: '{by}将会场归档。', en: '{by} archived the room.' },
  'rooms.act.reopened': { zh: '{by}重新开放了会场。', en: '{by} reopened the room.' },
  'rooms.act.ruled': { zh: '{by}设定了发言规则：{rules}。', en: '{by} set the rules: {rules}.' },
  'rooms.act.retained': { zh: '{by}设定消息只保存 {count} 天。', en: '{by} had messages kept for {count} days only.' },
  'rooms.act.keptForGood': { zh: '{by}取消了消息保存期。', en: '{by} had messages kept for good.' },
  'rooms.act.locked': { zh: '{by}锁定了会场。', en: '{by} locked the room.' },
  'rooms.act.unlocked': { zh: '{by}解除了会场锁定。', en: '{by} unlocked the room.' },
  'rooms.act.granted': { zh: '{by}安排{who}担任{seat}。', en: '{by} seated {who} as {seat}.' },
  'rooms.act.removed': { zh: '{by}将{who}移出会场。', en: '{by} removed {who} from the room.' },
  'rooms.act.dismissed': { zh: '{by}将{who}移出会场，可自行返回。', en: '{by} removed {who}, who may come back.' },
  'rooms.act.muted': { zh: '{by}将{who}禁言至 {until}。', en: '{by} muted {who} until {until}.' },
  'rooms.act.unmuted': { zh: '{by}解除了{who}的禁言。', en: '{by} lifted the mute of {who}.' },
  'rooms.act.redacted': { zh: '{by}撤下了{who}的一条消息。', en: '{by} took out a message of {who}.' },
  'rooms.act.erased': {
    zh: '{by}清除了 {count} 条消息。',
    en: { one: '{by} erased {count} message.', other: '{by} erased {count} messages.' },
  },
  'rooms.act.released': {
    zh: '{by}审阅后发出了{who}的一条消息。',
    en: '{by} let a message of {who} be posted after review.',
  },
  'rooms.act.pinned': { zh: '{by}置顶了一条消息。', en: '{by} pinned a message.' },
  'rooms.act.unpinned': { zh: '{by}取消了一条消息的置顶。', en: '{by} took a pinned message down.' },
  'rooms.act.listed': {
    zh: '{by}修改了审阅词表（共 {count} 个词）。',
    en: '{by} changed the words for review (now {count}).',
  },
  'rooms.act.approved': { zh: '{by}通过了{who}的一条消息。', en: '{by} approved a message of {who}.' },
  'rooms.act.refused': { zh: '{by}未通过{who}的一条消息。', en: '{by} refused a message of {who}.' },
  'rooms.act.settled': {
    zh: '{by}处理了对{who}的举报：{outcome}。',
    en: '{by} settled a report about {who}: {outcome}.',
  },
  'rooms.act.invited': { zh: '{by}邀请了{who}，席位：{seats}。', en: '{by} invited {who} as {seats}.' },
  'rooms.act.accepted': { zh: '{who}接受了邀请。', en: '{who} accepted the invitation.' },
  'rooms.act.withdrawn': { zh: '{by}撤回了对{who}的邀请。', en: '{by} withdrew the invitation of {who}.' },
  'rooms.act.seated': { zh: '{by}将{who}的席位定为：{seats}。', en: '{by} made {who} {seats}.' },
  'rooms.act.suspended': { zh: '{by}停用了{who}。', en: '{by} suspended {who}.' },
  'rooms.act.reinstated': { zh: '{by}恢复了{who}。', en: '{by} reinstated {who}.' },
  'rooms.act.secondFactorReset': { zh: '{by}重置了{who}的两步验证。', en: '{by} reset the second factor of {who}.' },
  'rooms.act.importedPeople': {
    zh: '{by}从文件“{title}”导入了 {count} 位成员。',
    en: {
      one: '{by} brought in {count} person from the file “{title}”.',
      other: '{by} brought in {count} people from the file “{title}”.',
    },
  },
  'rooms.act.importedOrganisations': {
    zh: '{by}从文件“{title}”导入了 {count} 个成员单位。',
    en: {
      one: '{by} brought in {count} organisation from the file “{title}”.',
      other: '{by} brought in {count} organisations from the file “{title}”.',
    },
  },
  'rooms.act.importUndone': {
    zh: '{by}撤销了文件“{title}”的导入，移除 {count} 项。',
    en: {
      one: '{by} took back the import of “{title}”: {count} went.',
      other: '{by} took back the import of “{title}”: {count} went.',
    },
  },
  'rooms.act.founded': { zh: '{by}创建了集群“{title}”。', en: '{by} founded the cluster “{title}”.' },
  'rooms.act.clusterDescribed': { zh: '{by}修改了集群信息。', en: '{by} described the cluster anew.' },
  'rooms.act.organisationAdded': { zh: '{by}添加了成员单位“{title}”。', en: '{by} added the organisation “{title}”.' },
  'rooms.act.organisationDescribed': {
    zh: '{by}修改了成员单位“{title}”的信息。',
    en: '{by} described the organisation “{title}” anew.',
  },
  'rooms.rule.slow': { zh: '慢速模式 {seconds} 秒', en: 'slow mode of {seconds} seconds' },
  'rooms.rule.perMinute': { zh: '每分钟 {count} 条', en: '{count} messages a minute' },
  'rooms.rule.write': { zh: '发言：{circle}', en: 'writing: {circle}' },
  'rooms.rule.attach': { zh: '文件：{circle}', en: 'files: {circle}' },
  'rooms.rule.callAll': { zh: '提及所有人：{circle}', en: 'calling everybody: {circle}' },

  'rooms.verify': { zh: '校验记录', en: 'Verify the record' },
  'rooms.verify.lead': {
    zh: '由您的浏览器逐条重算整份日志的散列链：任何一条若被改动、调换、插入或抽走，都会在此显现。',
    en: 'Your own browser computes the hash chain over the whole log again: whatever was changed, swapped, put in or taken out shows.',
  },
  'rooms.verify.start': { zh: '开始校验', en: 'Verify now' },
  'rooms.verify.again': { zh: '重新校验', en: 'Verify again' },
  'rooms.verify.cancel': { zh: '停止', en: 'Stop' },
  'rooms.verify.progress': { zh: '已校验 {checked} / {total} 条', en: '{checked} of {total} entries checked' },
  'rooms.verify.insecure': {
    zh: '此页面不是通过 https 打开的，浏览器不提供所需的加密功能，无法校验。',
    en: 'This page was not opened over https, so the browser does not offer the cryptography that is needed.',
  },
  'rooms.verify.sound': { zh: '记录完整，未被改动', en: 'The record is whole and unchanged' },
  'rooms.verify.proved': {
    zh: '从第 1 条到第 {checked} 条，每条都与前一条相扣；内容在册的条目，内容与其散列值相符。',
    en: 'Entries 1 to {checked} each follow from the one before, and every text that is still held fits its hash.',
  },
  'rooms.verify.erased': {
    zh: '其中 {count} 处内容已依规删除：其位置与散列值仍在链上，但内容本身已无从核对。',
    en: {
      one: '{count} text was erased as the rules allow: its place and hash are still in the chain, the text itself can no longer be checked.',
      other:
        '{count} texts were erased as the rules allow: their places and hashes are still in the chain, the texts themselves can no longer be checked.',
    },
  },
  'rooms.verify.live': {
    zh: '链尾散列值与本页实时收到的一致。',
    en: 'The hash at the end is the one that this page heard live.',
  },
  'rooms.verify.head': { zh: '链尾散列值（第 {seq} 条）', en: 'Hash of the last entry ({seq})' },
  'rooms.verify.keep': {
    zh: '记下这个值：以后任何时候再校验，第 {seq} 条的散列值都必须与它相同。',
    en: 'Keep it: whenever the record is verified later, entry {seq} must have this very hash.',
  },
  'rooms.verify.broken': { zh: '第 {seq} 条不符', en: 'Entry {seq} does not fit' },
  'rooms.verify.broken.hint': {
    zh: '在它之前的 {checked} 条相扣无误；从第 {seq} 条起，日志与其散列链不符。请把此页告知秘书处。',
    en: 'The {checked} entries before it are sound. From entry {seq} on the log does not fit its chain. Please tell the secretariat.',
  },
  'rooms.verify.differs': {
    zh: '链条自身相扣，但链尾与本页实时收到的不同：服务器给出的可能是另一份日志。请把此页告知秘书处。',
    en: 'The chain holds together, but its end is not the one that this page heard live: this may be another log. Please tell the secretariat.',
  },
  'rooms.verify.stopped': {
    zh: '已停止：校验了 {checked} 条，均无误。',
    en: 'Stopped: {checked} entries checked, all sound.',
  },
} satisfies Texts)
