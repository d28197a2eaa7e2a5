import type { Texts } from '#client/i18n.ts'
import { bringTexts } from '#client/texts.ts'

/** Pages of people and organisations, and what one tells of oneself. */
export const profileTexts = bringTexts({
  'members.page': { zh: '个人主页', en: 'Profile page' },
  'members.page.edit': { zh: '编辑我的资料', en: 'Edit my profile' },
  'members.dataSaver': { zh: '节省流量', en: 'Save data' },
  'members.dataSaver.hint': {
    zh: '仅对本设备生效：图片点按后才加载，头像只显示姓名缩写，不预先下载尚未用到的部分。未设置时跟随浏览器。',
    en: 'On this device only: pictures load when tapped, faces show initials, and nothing is fetched before it is needed. Until you choose, the browser’s own setting counts.',
  },
  'members.bio': { zh: '简介', en: 'About' },
  'members.bio.lead': {
    zh: '向其他成员介绍自己；格式与消息相同。填一种语言即可，另一种语言的读者会看到它。',
    en: 'Tell the others who you are; formatting as in messages. One language is enough: readers of the other see it.',
  },
  'members.bio.none': { zh: '还没有写简介。', en: 'Nothing here yet.' },
  'members.expertise': { zh: '专长', en: 'Expertise' },
  'members.expertise.hint': {
    zh: '输入后按回车；优先选用已有的说法，便于被找到。最多 12 项。',
    en: 'Press Enter after each; those in use already are found best. Twelve at most.',
  },
  'members.expertise.example': { zh: '例如：显色指数、驱动电源', en: 'Such as: colour rendering, drivers' },
  'members.avatar.hint': {
    zh: 'PNG、JPEG 或 WebP；照片中的位置等信息会被去除。',
    en: 'PNG, JPEG or WebP; where a photo was taken is left out.',
  },
  'members.avatar.choose': { zh: '更换头像', en: 'Choose a picture' },
  'members.avatar.remove': { zh: '移除头像', en: 'Remove the picture' },
  'members.avatar.crop': { zh: '裁剪头像', en: 'Crop the picture' },
  'members.avatar.crop.hint': {
    zh: '拖动图片，或用方向键移动；用滑块缩放。',
    en: 'Drag the picture or use the arrow keys; the slider zooms.',
  },
  'members.avatar.zoom': { zh: '缩放', en: 'Zoom' },
  'members.avatar.use': { zh: '使用此头像', en: 'Use this picture' },
  'members.organisations.site': { zh: '网站', en: 'Website' },
  'members.organisations.site.hint': { zh: '以 https:// 或 http:// 开头。', en: 'Begins with https:// or http://.' },
  'members.organisations.delegates': { zh: '单位成员', en: 'People' },
  'members.organisations.delegates.none': { zh: '还没有成员。', en: 'Nobody yet.' },
  'members.order': { zh: '排序', en: 'Order' },
  'members.order.name': { zh: '按姓名', en: 'By name' },
  'members.order.organisation': { zh: '按单位', en: 'By organisation' },
  'members.order.seat': { zh: '按席位', en: 'By seat' },
  'members.order.newest': { zh: '最近更新', en: 'Latest change' },
  'members.filter.seat': { zh: '席位', en: 'Seat' },
  'members.filter.organisation': { zh: '单位', en: 'Organisation' },
  'members.filter.sector': { zh: '行业', en: 'Sector' },
  'members.filter.province': { zh: '省份', en: 'Province' },
  'members.filter.expertise': { zh: '专长', en: 'Expertise' },
  'members.filter.clear': { zh: '清除筛选：{filter}', en: 'Clear the filter: {filter}' },
  'members.block': { zh: '屏蔽此成员', en: 'Block' },
  'members.block.hint': {
    zh: '对方的消息会被折叠，也不会再通知您；对方不会知道。会场主持人的消息不受影响。',
    en: 'What they write is folded away and causes no notices; they are not told. Whoever runs a room is always heard.',
  },
  'members.unblock': { zh: '取消屏蔽', en: 'Unblock' },
  'members.unblock.hint': { zh: '重新显示对方的消息。', en: 'Show what they write again.' },
} satisfies Texts)
