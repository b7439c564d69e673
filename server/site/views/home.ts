import { shanghaiTime } from '#domain/calendar.ts'
import { services } from '#domain/services/index.ts'
import { paths } from '#web/citizen/paths.ts'
import type { HomeView, ServiceGroup, WaitingCard } from '#web/citizen/views.ts'
import type { Say } from '../words.ts'

export interface Mine {
  name: string
  sex: 'M' | 'F'
  waiting: readonly WaitingCard[]
}

/** Home: what waits for the reader first, then what people come for. */
export function homeView(
  given: { groups: readonly ServiceGroup[]; mine: Mine | undefined; now: Date },
  say: Say,
): HomeView {
  const { groups, mine, now } = given
  return {
    ...(mine ? { greeting: greeting(mine, now, say) } : {}),
    waiting: mine?.waiting ?? [],
    common: [
      ...COMMON.flatMap(({ code, icon, label }) =>
        services.some((s) => s.code === code) ? [{ label: say(label), href: paths.guide(code), icon }] : [],
      ),
      { label: say('视频窗口', 'Video window'), href: paths.video, icon: 'camera' as const },
    ],
    groups,
    elderTasks: [
      { label: say('换驾驶证', 'Renew my licence'), href: paths.guide('licence-renew-expiry'), look: 'main' },
      { label: say('驾驶证丢了', 'I lost my licence'), href: paths.guide('licence-replace-lost'), look: 'alt' },
      { label: say('看我办的事', 'My applications'), href: paths.cases, look: 'alt' },
      { label: say('不会用,看帮助', 'Help'), href: paths.help, look: 'help' },
    ],
  }
}

const COMMON = [
  { code: 'licence-replace-lost', icon: 'id', label: { zh: '补驾驶证', en: 'Lost licence' } },
  { code: 'licence-renew-expiry', icon: 'calendar', label: { zh: '期满换证', en: 'Renew licence' } },
  { code: 'new-vehicle-registration', icon: 'car', label: { zh: '新车上牌', en: 'New car' } },
  { code: 'registration-cert-replace', icon: 'fine', label: { zh: '补登记证书', en: 'Certificate' } },
  { code: 'licence-replace-damaged', icon: 'alert', label: { zh: '损毁换证', en: 'Damaged licence' } },
] as const

/** 王女士,下午好 · Good afternoon: the family name is enough on a screen that others may see, and is not for us to spell in English. */
function greeting({ name, sex }: Mine, now: Date, say: Say): string {
  const hour = Number(shanghaiTime(now).slice(11, 13))
  const [zh, en] =
    hour < 5
      ? ['晚上好', 'Good evening']
      : hour < 12
        ? ['早上好', 'Good morning']
        : hour < 18
          ? ['下午好', 'Good afternoon']
          : ['晚上好', 'Good evening']
  const surname = Array.from(name)[0] ?? ''
  return say(`${surname}${sex === 'F' ? '女士' : '先生'},${zh}`, en)
}
