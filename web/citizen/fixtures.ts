import { applyFixtures } from '#web/citizen/fixtures/apply.ts'
import { caseFixtures } from '#web/citizen/fixtures/case.ts'
import { coSignFixtures } from '#web/citizen/fixtures/co-sign.ts'
import { hubFixtures } from '#web/citizen/fixtures/hub.ts'
import { ledgerFixtures } from '#web/citizen/fixtures/ledger.ts'
import { sayIn, type Fixture } from '#web/citizen/fixtures/make.ts'
import { plateFixtures } from '#web/citizen/fixtures/plate.ts'
import { restFixtures } from '#web/citizen/fixtures/rest.ts'
import { videoFixtures } from '#web/citizen/fixtures/video.ts'
import type { Shell } from '#web/citizen/shell.ts'
import type { Lang } from '#web/kit/i18n.ts'

/** Every page in every state that has a look of its own. All people and numbers are invented. */
export function fixtures(lang: Lang): Fixture[] {
  const say = sayIn(lang)
  return [
    hubFixtures,
    applyFixtures,
    plateFixtures,
    caseFixtures,
    coSignFixtures,
    ledgerFixtures,
    restFixtures,
    videoFixtures,
  ].flatMap((make) => make(say))
}

export function shellFor(lang: Lang, over: Partial<Shell> = {}): Shell {
  const say = sayIn(lang)
  return {
    lang,
    path: '/my/cases/370202261121000458?from=home',
    city: say('青岛', 'Qingdao'),
    office: say('青岛市公安局交警支队车辆管理所', 'Qingdao Vehicle Management Office'),
    hotline: '0532-12123',
    assets: { css: '/assets/theme.css', js: '/assets/citizen.js', icon: '/assets/icon.svg' },
    prefs: { theme: 'system', elder: false, contrast: false },
    person: { name: say('王**', 'Wang **'), unread: 3 },
    demo: say('演示环境:人、车、钱都是假的', 'Demonstration: people, cars and money are not real'),
    ...over,
  }
}
