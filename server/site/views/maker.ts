import { FINDING } from '#domain/makers/sampling.ts'
import { photoLabel } from '#domain/pre-inspection.ts'
import { REFUSALS } from '#domain/refusals.ts'
import type { Draw } from '#server/makers/draws.ts'
import type { Key } from '#server/makers/keys.ts'
import type { Maker } from '#server/makers/maker.ts'
import type { Measure } from '#server/makers/measures.ts'
import { type missingPhotos, PHOTO_BYTES, PHOTOS_AT_ONCE, type SentPhoto } from '#server/makers/photos.ts'
import type { objectionsOf } from '#server/makers/samples.ts'
import type { LedgerItem, LedgerSection } from '#web/citizen/ledger-view.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { post, type Visit } from '../kit.ts'

/** Where a maker's pages are. */
export const makerPath = (id: string): string => `/my/makers/${id}`
export const SIGNING_TOOL = '/sign-pre-inspections.mjs'

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
        title: say(`已生效 ${counts.whole} 辆`, `${counts.whole} cars count`),
        lines: [say(`等照片 ${counts.waiting} 辆`, `${counts.waiting} wait for photos`)],
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

export function keysView({ say, lang, typed, problem }: Visit, maker: Maker, keys: readonly Key[], line?: string) {
  const here = `${makerPath(maker.id)}/keys`
  const wrong = problem?.fields?.find((f) => f.field === 'pem')
  const manages = maker.role !== 'user'
  const add: LedgerSection = {
    id: 'add',
    title: say('登记公钥', 'Register a public key'),
    text: manages
      ? say(
          '只登记公钥。私钥不要给任何人,也不要粘贴到这里。',
          'The public half only. Give the private key to nobody, and do not paste it here.',
        )
      : say('由法定代表人或管理员登记。', 'The legal representative or the administrator registers keys.'),
    items: [],
    ...(manages
      ? {
          form: {
            fields: [
              {
                kind: 'textarea',
                name: 'pem',
                label: say('公钥(PEM)', 'Public key (PEM)'),
                hint: '-----BEGIN PUBLIC KEY-----',
                rows: 5,
                maxLength: 2_000,
                value: typed?.['pem']?.includes('PRIVATE') ? '' : (typed?.['pem'] ?? ''),
                ...(wrong ? { error: `${wrong.message}${problem?.next ?? ''}` } : {}),
              },
            ],
            button: say('登记', 'Register'),
            post: post(here),
          },
        }
      : {}),
  }
  return {
    title: say('密钥和签名', 'Keys and signatures'),
    intro: maker.name,
    back: { label: say('出厂查验信息', 'Inspections before delivery'), href: makerPath(maker.id) },
    ...(line && !wrong ? { problem: line } : {}),
    sections: [howSection(say), keySection({ say, lang }, maker, keys), add],
  }
}

function keySection({ say, lang }: Pick<Visit, 'say' | 'lang'>, maker: Maker, keys: readonly Key[]): LedgerSection {
  return {
    id: 'keys',
    title: say('已登记的公钥', 'Registered keys'),
    none: say('还没有。没有公钥就不能上传记录。', 'None yet. Without a key no record can be uploaded.'),
    items: keys.map((k) => ({
      key: k.id,
      title: `${k.kind === 'sm2' ? 'SM2' : 'Ed25519'} · ${k.fingerprint.toString('hex').slice(0, 16)}`,
      tag: k.ended_at
        ? { tone: 'idle', text: say('已停用', 'Ended') }
        : { tone: 'done', text: say('有效', 'In force') },
      lines: [
        say(
          `登记于 ${shortMomentText(k.added_at.toISOString(), lang)}`,
          `Registered ${shortMomentText(k.added_at.toISOString(), lang)}`,
        ),
        `SHA-256 ${k.fingerprint.toString('hex')}`,
      ],
      posts:
        maker.role !== 'user' && !k.ended_at
          ? [
              {
                label: say('停用', 'End'),
                post: post(`${makerPath(maker.id)}/keys/${k.id}/end`),
                look: 'danger' as const,
              },
            ]
          : [],
    })),
  }
}

const howSection = (say: Visit['say']): LedgerSection => ({
  id: 'how',
  title: say('怎样签名', 'How to sign'),
  items: [
    {
      key: '1',
      title: say('1 生成密钥', '1 Make a key'),
      lines: [
        'node sign-pre-inspections.mjs --new-key maker.pem',
        say('把 maker.pem.pub 登记到本页。', 'Register maker.pem.pub on this page.'),
      ],
    },
    {
      key: '2',
      title: say('2 给整张表签名', '2 Sign the whole table'),
      lines: [
        'node sign-pre-inspections.mjs --key maker.pem --photos ./photos cars.csv',
        say(
          '写出 cars.signed.csv,照片的 SHA-256 也填好、签在里面。',
          'It writes cars.signed.csv; the photos’ SHA-256 are filled in and signed as well.',
        ),
      ],
    },
    {
      key: '3',
      title: say('自己的系统签名', 'Signing in your own system'),
      lines: [
        say(
          '签的是记录的规范 JSON(RFC 8785,全部值为文本)的 UTF-8 字节;SM2(SM3,标识 1234567812345678,DER)或 Ed25519;Base64。工具的源码里有逐字说明。',
          'Signed are the UTF-8 bytes of the record as canonical JSON (RFC 8785, every value as text), with SM2 (SM3, identity 1234567812345678, DER) or Ed25519; base64. The tool’s source says it letter by letter.',
        ),
      ],
    },
  ],
  links: [{ label: say('下载签名工具', 'Download the signing tool'), href: SIGNING_TOOL }],
})

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
