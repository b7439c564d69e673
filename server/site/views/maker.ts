import { FINDING } from '#domain/makers/sampling.ts'
import { photoLabel } from '#domain/pre-inspection.ts'
import { REFUSALS } from '#domain/refusals.ts'
import type { Draw } from '#server/makers/draws.ts'
import type { Maker } from '#server/makers/maker.ts'
import type { Measure } from '#server/makers/measures.ts'
import { type missingPhotos, PHOTO_BYTES, PHOTOS_AT_ONCE, type SentPhoto } from '#server/makers/photos.ts'
import type { objectionsOf } from '#server/makers/samples.ts'
import type { LedgerItem, LedgerSection } from '#web/citizen/ledger-view.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { post, type Visit } from '../kit.ts'

/** Where a maker's pages are. */
export const makerPath = (id: string): string => `/my/makers/${id}`

export function suspendedSection({ say, lang }: Visit, maker: Maker, measure: Measure): LedgerSection {
  const since = measure.decided_at ? shortMomentText(measure.decided_at.toISOString(), lang) : ''
  return {
    id: 'suspended',
    title: say('出厂查验信息已暂停采信', 'Inspections do not count at present'),
    text: say(
      `自 ${since} 起,贵单位的新车登记时须现场查验一次。`,
      `Since ${since} buyers of your cars have to show them once.`,
    ),
    items: [
      {
        key: 'why',
        title: say('原因', 'Why'),
        tag: { tone: 'bad', text: say('暂停', 'Suspended') },
        lines: [measure.reason],
      },
      {
        key: 'next',
        title: say('下一步', 'What to do'),
        lines: [
          say(
            '查明原因并整改,把有异议的车重新查验、签名、上传;再向车管所书面说明整改情况。两名民警核实后恢复采信,期间可以照常上传。',
            'Find the cause and mend it; inspect the cars objected to again, sign and upload them; then report to the office in writing. Two officers lift the suspension. You may go on uploading meanwhile.',
          ),
        ],
      },
    ],
    links: [{ label: say('看抽查和异议', 'Samples and objections'), href: `${makerPath(maker.id)}/sampling` }],
  }
}

export function standSection({ say }: Visit, maker: Maker, counts: { whole: number; waiting: number }): LedgerSection {
  const here = makerPath(maker.id)
  return {
    id: 'stand',
    title: say('现在的情况', 'Where things stand'),
    items: [
      {
        key: 'counts',
        title: say(`已生效 ${counts.whole} 辆`, `Cars that count: ${counts.whole}`),
        lines: [say(`等照片 ${counts.waiting} 辆`, `Waiting for photos: ${counts.waiting}`)],
      },
    ],
    links: [
      { label: say('密钥和签名工具', 'Keys and the signing tool'), href: `${here}/keys` },
      { label: say('抽查和异议', 'Samples and objections'), href: `${here}/sampling` },
    ],
  }
}

export function photoSection(
  { say, lang }: Visit,
  maker: Maker,
  missing: Awaited<ReturnType<typeof missingPhotos>>,
): LedgerSection {
  const here = makerPath(maker.id)
  return {
    id: 'photos',
    title: say('第二步:上传照片', 'Second: upload the photos'),
    text: say(
      `每辆车三张:左前 45°、右后 45°、车辆识别代号,每张不超过 ${PHOTO_BYTES >> 20} MB。文件名写车辆识别代号和 -1、-2、-3。可以一次选很多张;不开脚本时一次最多 ${PHOTOS_AT_ONCE} 张。三张齐了记录才生效。`,
      `Three for each car: front left and rear right at 45°, and the VIN; ${PHOTO_BYTES >> 20} MB each at most. File names: the VIN and -1, -2, -3. Choose as many as you like (${PHOTOS_AT_ONCE} at a time without scripts). A record counts once all three are here.`,
    ),
    none: say('没有缺照片的车。', 'No car lacks photos.'),
    items: missing.cars.map((c) => ({
      key: c.vin,
      title: c.vin,
      lines: [
        say(
          `缺:${c.slots.map((slot) => photoLabel(slot)).join('、')}`,
          `missing: ${c.slots.map((slot) => photoLabel(slot, 'en')).join(', ')}`,
        ),
      ],
    })),
    form: {
      fields: [
        {
          kind: 'file',
          name: 'photos',
          label: say('照片', 'Photos'),
          accept: 'image/jpeg,image/png,image/webp',
          many: PHOTOS_AT_ONCE,
        },
      ],
      button: say('上传照片', 'Upload the photos'),
      post: { ...post(`${here}/photos`), busy: lang === 'en' ? 'Sending the photos…' : '正在上传照片…' },
      upload: true,
    },
    ...(missing.total > 0
      ? {
          links: [
            {
              label: say(
                `下载缺照片的清单(${missing.total} 辆)`,
                `Download the list of missing photos (${missing.total})`,
              ),
              href: `${here}/missing`,
            },
          ],
        }
      : {}),
  }
}

/** What came of each photo: refused ones by name, with what to do. */
export function sentView({ say, lang }: Visit, maker: Maker, results: readonly SentPhoto[]) {
  const bad = results.filter((r) => r.state === 'refused')
  const count = (state: SentPhoto['state']): number => results.filter((r) => r.state === state).length
  return {
    title: say('照片上传结果', 'Result of the photos'),
    intro: say(
      `共 ${results.length} 张:已收 ${count('taken')},以前已收 ${count('same')},未收 ${bad.length}`,
      `${results.length} photos: ${count('taken')} taken, ${count('same')} known, ${bad.length} refused`,
    ),
    back: { label: say('出厂查验信息', 'Inspections before delivery'), href: makerPath(maker.id) },
    sections: [
      {
        id: 'refused',
        title: say('没有收的照片', 'Photos refused'),
        none: say('没有。', 'None.'),
        items: bad.map((r, n): LedgerItem => {
          const words = r.code === undefined ? undefined : REFUSALS[r.code]
          return {
            key: `${n} ${r.name}`,
            title: r.name,
            lines: [`${words?.message[lang] ?? ''}${lang === 'en' ? ' ' : ''}${words?.next[lang] ?? ''}`],
          }
        }),
        links: [{ label: say('继续上传', 'Go on'), href: `${makerPath(maker.id)}#photos` }],
      },
    ],
  }
}

export function samplingView(
  { say, lang }: Visit,
  maker: Maker,
  objections: Awaited<ReturnType<typeof objectionsOf>>,
  draws: readonly Draw[],
) {
  return {
    title: say('抽查和异议', 'Samples and objections'),
    intro: maker.name,
    back: { label: say('出厂查验信息', 'Inspections before delivery'), href: makerPath(maker.id) },
    sections: [
      {
        id: 'objections',
        title: say('有异议的车', 'Objections'),
        text: say(
          '有异议的记录不生效。更正、签名、重新上传后由民警再看,通过即生效。',
          'A record that was objected to does not count. Mended, signed and uploaded anew it is looked at again, and counts once passed.',
        ),
        none: say('没有。', 'None.'),
        items: objections.map((o): LedgerItem => ({
          key: `${o.vin} ${o.at.getTime()}`,
          title: o.vin,
          tag: o.mended
            ? { tone: 'done', text: say('已更正', 'Mended') }
            : { tone: 'bad', text: say(FINDING[o.finding].name) },
          lines: [`${shortMomentText(o.at.toISOString(), lang)} · ${o.reason}`, say(FINDING[o.finding].next)],
        })),
      },
      {
        id: 'draws',
        title: say('抽查是怎样抽的', 'How samples are drawn'),
        text: say(
          '每次抽查的随机种子事先定好,先公布它的指纹(承诺),抽完公布种子。种子与当次名单的指纹一起决定抽中哪几辆,谁也挑不了。',
          'The seed of each draw is fixed beforehand: its fingerprint is told first, the seed after the draw. Seed and list together decide which cars are seen; nobody can choose.',
        ),
        none: say('登记公钥后开始。', 'They begin once a key is registered.'),
        items: draws.map((d): LedgerItem => ({
          key: String(d.number),
          title: say(`第 ${d.number} 次`, `Draw ${d.number}`),
          tag: d.drawn_at
            ? { tone: 'done', text: say(`${d.size} 辆抽 ${d.seen} 辆`, `${d.seen} of ${d.size}`) }
            : { tone: 'wait', text: say('未抽', 'To come') },
          lines: [
            `${say('承诺', 'Commitment')} ${d.commit.toString('hex')}`,
            ...(d.seed ? [`${say('种子', 'Seed')} ${d.seed.toString('hex')}`] : []),
            ...(d.list_hash ? [`${say('名单指纹', 'Hash of the list')} ${d.list_hash.toString('hex')}`] : []),
          ],
        })),
      },
    ] satisfies LedgerSection[],
  }
}
