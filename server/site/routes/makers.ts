import { SAMPLE_HEAD } from '#domain/pre-inspection.ts'
import { onePicture } from '#server/files/one-picture.ts'
import { refusedBy } from '#server/kit/errors.ts'
import { citizenOf } from '#server/kit/serve.ts'
import {
  type Batch,
  batchesOf,
  batchWithLines,
  makerFor,
  problemText,
  resultTable,
  upload,
} from '#server/makers/makers.ts'
import type { LedgerItem } from '#web/citizen/ledger-view.ts'
import { shortMomentText } from '#web/kit/format.ts'
import { draw, longForm, page, post, type Show, type Site, type Visit } from '../kit.ts'
import { problemLine } from '../words.ts'

/** Problems shown on the page; the file of results has them all. */
const SHOWN = 50

/** The maker's portal: a table with thousands of cars, or the lines typed in; what came of each line. */
export function makerPages(site: Site): void {
  const { house } = site.frame
  const list: Show = async (visit) => {
    const maker = await makerFor(house.db.read, house, citizenOf(visit.actor), visit.params['id'] ?? '')
    const batches = await batchesOf(house.db.read, maker)
    const line = problemLine(visit.problem, visit.lang)
    return draw('ledger', {
      ...listView(visit, maker, batches),
      ...(line ? { problem: line } : {}),
    })
  }
  const from = (params: Readonly<Record<string, string>>) => `/my/makers/${params['id']}`
  page(site, { path: '/my/makers/:id', act: 'maker.use' }, list)
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

function listView({ say, lang, typed }: Visit, maker: { id: string; name: string }, batches: readonly Batch[]) {
  return {
    title: say('出厂查验信息', 'Inspections before delivery'),
    intro: maker.name,
    back: { label: maker.name, href: `/my/companies/${maker.id}` },
    sections: [
      {
        id: 'file',
        title: say('整表上传', 'Upload a table'),
        text: say(
          `CSV(UTF-8),最多 10000 行,第一行是:${SAMPLE_HEAD}`,
          `CSV in UTF-8, 10,000 lines at most, first line: ${SAMPLE_HEAD}`,
        ),
        items: [],
        form: {
          fields: [{ kind: 'file' as const, name: 'file', label: say('文件', 'File'), accept: '.csv,text/csv' }],
          button: say('上传', 'Upload'),
          post: post(`/my/makers/${maker.id}/file`),
          upload: true,
        },
      },
      {
        id: 'lines',
        title: say('逐辆填写', 'Car by car'),
        text: say(
          '每辆车一行,按上面的列顺序,用逗号分开。',
          'One line for each car, columns as above, separated by commas.',
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
      {
        id: 'uploads',
        title: say('上传记录', 'Uploads'),
        none: say('没有。', 'None.'),
        items: batches.map((b) => ({
          key: b.id,
          title: `${b.name} · ${shortMomentText(b.submitted_at.toISOString(), lang)}`,
          lines: [countsOf(b, say)],
          links: [{ label: say('查看结果', 'See the result'), href: `/my/makers/${maker.id}/uploads/${b.id}` }],
        })),
      },
    ],
  }
}

const countsOf = (b: Batch, say: Visit['say']): string =>
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
    intro: countsOf(batch, say),
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
                    '下载要改的行,改好后直接再上传',
                    'Download the lines to mend; upload them again as they are',
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
