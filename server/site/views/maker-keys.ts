import type { Key } from '#server/makers/keys.ts'
import type { Maker } from '#server/makers/maker.ts'
import type { LedgerSection } from '#web/citizen/ledger-view.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { post, type Visit } from '../kit.ts'
import { makerPath } from './maker.ts'

/** Where the tool is that signs a maker's tables. */
export const SIGNING_TOOL = '/sign-pre-inspections.mjs'

/** A maker's keys, how to sign with them, and registering another. */
export function keysView(visit: Visit, maker: Maker, keys: readonly Key[], line?: string) {
  const { say } = visit
  const onField = visit.problem?.fields?.some((f) => f.field === 'pem') ?? false
  return {
    title: say('密钥和签名', 'Keys and signatures'),
    intro: maker.name,
    back: { label: say('出厂查验信息', 'Inspections before delivery'), href: makerPath(maker.id) },
    ...(line && !onField ? { problem: line } : {}),
    sections: [howSection(say), keySection(visit, maker, keys), addSection(visit, maker)],
  }
}

function keySection({ say, lang }: Visit, maker: Maker, keys: readonly Key[]): LedgerSection {
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

function addSection({ say, typed, problem }: Visit, maker: Maker): LedgerSection {
  const title = say('登记公钥', 'Register a public key')
  if (maker.role === 'user') {
    const text = say('由法定代表人或管理员登记。', 'The legal representative or the administrator registers keys.')
    return { id: 'add', title, text, items: [] }
  }
  const wrong = problem?.fields?.find((f) => f.field === 'pem')
  // A private key that was pasted by mistake is not shown again.
  const kept = typed?.['pem']?.includes('PRIVATE') ? '' : (typed?.['pem'] ?? '')
  return {
    id: 'add',
    title,
    text: say(
      '只登记公钥。私钥不要给任何人,也不要粘贴到这里。',
      'The public half only. Give the private key to nobody, and do not paste it here.',
    ),
    items: [],
    form: {
      fields: [
        {
          kind: 'textarea',
          name: 'pem',
          label: say('公钥(PEM)', 'Public key (PEM)'),
          hint: '-----BEGIN PUBLIC KEY-----',
          rows: 5,
          maxLength: 2_000,
          value: kept,
          ...(wrong ? { error: `${wrong.message}${problem?.next ?? ''}` } : {}),
        },
      ],
      button: say('登记', 'Register'),
      post: post(`${makerPath(maker.id)}/keys`),
    },
  }
}
