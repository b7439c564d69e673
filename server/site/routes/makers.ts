import { SAMPLE_HEAD } from '#domain/pre-inspection.ts'
import { onePicture } from '#server/files/one-picture.ts'
import { refusedBy } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import { type Maker, makerFor } from '#server/makers/maker.ts'
import { type Batch, batchesOf, batchWithLines, problemText, resultTable, upload } from '#server/makers/makers.ts'
import { standingOf } from '#server/makers/measures.ts'
import { countsOf, missingPhotos } from '#server/makers/photos.ts'
import type { LedgerItem, LedgerSection } from '#web/citizen/ledger-view.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { draw, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { photoSection, standSection, suspendedSection } from '../views/maker.ts'
import { problemLine } from '../words.ts'
import { makerPhotoPages } from './maker-photos.ts'

/** Problems shown on the page; the file of results has them all. */
const SHOWN = 50
/** Cars without photos shown on the first page; the file has them all. */
const FEW = 20

/** The maker's portal: a table with thousands of cars, or the lines typed in; what came of each line. */
export function makerPages(site: Site): void {
  const { house } = site.frame
  const list: Show = async (visit) => {
    const maker = await makerFor(house.db.read, house, citizenOf(visit.actor), visit.params['id'] ?? '')
    const [batches, counts, missing, { suspended }] = await Promise.all([
      batchesOf(house.db.read, maker),
      countsOf(house.db.read, maker),
      missingPhotos(house.db.read, maker, FEW),
      standingOf(house.db.read, maker.id),
    ])
    const line = problemLine(visit.problem, visit.lang)
    return draw('ledger', {
      title: visit.say('出厂查验信息', 'Inspections before delivery'),
      intro: maker.name,
      back: { label: maker.name, href: `/my/companies/${maker.id}` },
      ...(line ? { problem: line } : {}),
      sections: [
        ...(suspended ? [suspendedSection(visit, maker, suspended)] : []),
        standSection(visit, maker, counts),
        ...tableSections(visit, maker),
        photoSection(visit, maker, missing),
        uploadsSection(visit, maker, batches),
      ],
    })
  }
  const from = (params: Readonly<Record<string, string>>) => `/my/makers/${params['id']}`
  page(site, { path: '/my/makers/:id', act: 'maker.use' }, list)
  makerPhotoPages(site, list)
  const take = async (visit: Visit, name: string, text: string): Promise<string> => {
    const citizen = citizenOf(visit.actor)
    const batch = await house.db.tx(async (tx) => {
      const maker = await makerFor(tx, house, citizen, visit.params['id'] ?? '')
      return upload(tx, house, citizen, maker, { name, text })
    })
    return `/my/makers/${visit.params['id']}/uploads/${batch.id}`
  }
  const spec = { act: 'maker.use', page: list, from } as const
  longForm(site, { ...spec, path: '/my/makers/:id/file' }, async (visit) => {
    await makerFor(house.db.read, house, citizenOf(visit.actor), visit.params['id'] ?? '')
    return take(visit, 'CSV', utf8((await onePicture(visit.request)).bytes))
  })
  longForm(site, { ...spec, path: '/my/makers/:id/lines' }, (visit, fields) =>
    take(visit, visit.say('网页填写', 'typed on the page'), `${SAMPLE_HEAD}\n${fields['lines'] ?? ''}`),
  )
  page(site, { path: '/my/makers/:id/uploads/:batch', act: 'maker.use' }, async (visit) => {
    const maker = await makerFor(house.db.read, house, citizenOf(visit.actor), visit.params['id'] ?? '')
    const { batch, lines } = await batchWithLines(house.db.read, maker, visit.params['batch'] ?? '')
    return draw('ledger', batchView(visit, batch, lines))
  })
  page(site, { path: '/my/makers/:id/uploads/:batch/result', act: 'maker.use' }, async (visit) => {
    const maker = await makerFor(house.db.read, house, citizenOf(visit.actor), visit.params['id'] ?? '')
    const { lines } = await batchWithLines(house.db.read, maker, visit.params['batch'] ?? '')
    // A byte order mark: without it the spreadsheet programs of most offices show Chinese as noise.
    const which = visit.query['only'] === 'refused' ? 'refused' : 'all'
    const name = which === 'all' ? 'result.csv' : 'to-mend.csv'
    return { file: { type: 'text/csv; charset=utf-8', name, body: `\ufeff${resultTable(lines, which)}` } }
  })
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refusedBy(422, { code: 'PRE_TEXT' })
  }
}

function tableSections({ say, typed }: Visit, maker: Maker): LedgerSection[] {
  return [
    {
      id: 'file',
      title: say('第一步:上传查验记录', 'First: upload the records'),
      text: say(
        '签名工具写出的 CSV(UTF-8),最多 10000 行。每辆车逐行核对,有问题的行单独列出,不影响其他行。',
        'The CSV (UTF-8) that the signing tool writes, 10,000 lines at most. Each line is checked by itself.',
      ),
      items: [],
      form: {
        fields: [{ kind: 'file' as const, name: 'file', label: say('文件', 'File'), accept: '.csv,text/csv' }],
        button: say('上传记录', 'Upload the records'),
        post: post(`/my/makers/${maker.id}/file`),
        upload: true,
      },
    },
    {
      id: 'lines',
      title: say('逐辆填写或更正', 'Car by car, and corrections'),
      text: say(
        `每辆车一行,从签名后的表里复制,列顺序:${SAMPLE_HEAD}`,
        `One line for each car, copied from the signed table. Columns: ${SAMPLE_HEAD}`,
      ),
      items: [],
      form: {
        fields: [
          {
            kind: 'textarea' as const,
            name: 'lines',
            label: say('查验记录', 'Records'),
            rows: 4,
            value: typed?.['lines'] ?? '',
          },
        ],
        button: say('提交', 'Submit'),
        post: post(`/my/makers/${maker.id}/lines`),
      },
    },
  ]
}

function uploadsSection({ say, lang }: Visit, maker: Maker, batches: readonly Batch[]): LedgerSection {
  return {
    id: 'uploads',
    title: say('上传记录', 'Uploads'),
    none: say('没有。', 'None.'),
    items: batches.map((b) => ({
      key: b.id,
      title: `${b.name} · ${shortMomentText(b.submitted_at.toISOString(), lang)}`,
      lines: [linesOf(b, say)],
      links: [{ label: say('查看结果', 'See the result'), href: `/my/makers/${maker.id}/uploads/${b.id}` }],
    })),
  }
}

const linesOf = (b: Batch, say: Visit['say']): string =>
  say(
    `共 ${b.lines} 行:已收 ${b.accepted},内容相同 ${b.same},未收 ${b.refused},正在核对 ${b.waiting}`,
    `${b.lines} lines: ${b.accepted} accepted, ${b.same} the same as before, ${b.refused} refused, ${b.waiting} being checked`,
  )

function batchView({ say, lang }: Visit, batch: Batch, lines: Awaited<ReturnType<typeof batchWithLines>>['lines']) {
  const bad = lines.filter((l) => l.state === 'refused')
  const items: LedgerItem[] = bad.slice(0, SHOWN).map((l) => ({
    key: String(l.line),
    title: say(`第 ${l.line} 行 ${l.vin}`, `Line ${l.line} ${l.vin}`),
    lines: l.problems.map((code) => problemText(code, lang)),
  }))
  const here = `/my/makers/${batch.company}/uploads/${batch.id}`
  return {
    title: say('上传结果', 'Result of the upload'),
    intro: linesOf(batch, say),
    back: { label: say('出厂查验信息', 'Inspections before delivery'), href: `/my/makers/${batch.company}` },
    sections: [
      {
        id: 'problems',
        title: say('没有收的行', 'Lines refused'),
        none: say('没有。', 'None.'),
        ...(bad.length > SHOWN
          ? { text: say(`这里显示前 ${SHOWN} 行,全部在结果文件里。`, `The first ${SHOWN}; all are in the file.`) }
          : {}),
        items,
        links: [
          ...(bad.length > 0
            ? [
                {
                  label: say(
                    '下载要改的行,改好并签名后再上传',
                    'Download the lines to mend; sign and upload them again',
                  ),
                  href: `${here}/result?only=refused`,
                },
              ]
            : []),
          { label: say('下载结果文件', 'Download the result'), href: `${here}/result` },
          ...(batch.waiting > 0 ? [{ label: say('刷新', 'Refresh'), href: here }] : []),
        ],
      },
    ],
  }
}
