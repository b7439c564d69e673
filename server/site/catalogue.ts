import { CATEGORIES, type Category, isOpen, type Service } from '#domain/service.ts'
import { services } from '#domain/services/index.ts'
import type { Text } from '#domain/text.ts'
import { paths } from '#web/citizen/paths.ts'
import type { ServiceGroup, ServiceItem } from '#web/citizen/views.ts'
import type { Say } from './words.ts'

export const GROUPS: Readonly<Record<Category, Text>> = {
  vehicle: { zh: '机动车', en: 'Vehicle' },
  driver: { zh: '驾驶证', en: 'Driving licence' },
  exam: { zh: '考试', en: 'Tests' },
  violation: { zh: '违法处理', en: 'Violations' },
  appointment: { zh: '预约', en: 'Appointments' },
  information: { zh: '信息与账户', en: 'Information and accounts' },
}

const CHANNEL: Readonly<Record<string, Text>> = {
  video: { zh: '视频办', en: 'By video' },
  kiosk: { zh: '自助机', en: 'Kiosk' },
}

/** Every item, by what it is about; groups without an item are left out. */
export const serviceGroups = (say: Say): ServiceGroup[] =>
  CATEGORIES.map((category) => ({
    id: category,
    title: say(GROUPS[category]),
    items: services.filter((s) => s.category === category).map((s) => itemOf(s, say)),
  })).filter((g) => g.items.length > 0)

/** Items of a group that the home page shows; the rest is one touch away. */
const FIRST = 4

/** The first open items of every group, for the home page. */
export const firstOfGroups = (say: Say): ServiceGroup[] =>
  serviceGroups(say).flatMap((group) => {
    const open = services.filter((s) => s.category === group.id && isOpen(s))
    const label = say(`${group.title}的全部 ${group.items.length} 项`, `${group.title}: all ${group.items.length}`)
    const rest = { more: { label, href: `${paths.services}#g-${group.id}` } }
    return open.length === 0
      ? []
      : [
          {
            ...group,
            items: open.slice(0, FIRST).map((s) => itemOf(s, say)),
            ...(group.items.length > FIRST ? rest : {}),
          },
        ]
  })

/** Where it is done, said only where that is not here, online. */
const elsewhere = ({ channels }: Service, say: Say): string[] =>
  channels.includes('web') ? [] : channels.flatMap((c) => (CHANNEL[c] ? [say(CHANNEL[c])] : []))

export const itemOf = (service: Service, say: Say): ServiceItem => ({
  title: say(service.name),
  summary: say(service.summary),
  href: paths.guide(service.code),
  tags: isOpen(service) ? elsewhere(service, say) : [say('即将开通', 'Opens soon')],
})
