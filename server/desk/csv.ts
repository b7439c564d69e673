import { shanghaiDate } from '#domain/calendar.ts'
import { findService } from '#domain/services/index.ts'
import type { WorkRow } from '#server/cases/work-rows.ts'

const HEAD = ['流水号', '业务', '状态', '环节', '申请人', '事项', '渠道', '法定时限', '经办', '提交日期']

/**
 * The list as a table that spreadsheet programs open: a byte order mark for the Chinese words, and who took it out when as
 * the last line, so that a sheet of paper still says so.
 */
export function workCsv(rows: readonly WorkRow[], officer: string, now: Date): string {
  const lines = rows.map((r) => [
    r.number,
    findService(r.service)?.name.zh ?? r.service,
    r.state,
    r.step,
    r.who,
    r.what,
    r.channel,
    r.due ?? '',
    r.assignee ?? '',
    shanghaiDate(r.submitted_at),
  ])
  const foot = [`${officer} 于 ${now.toISOString()} 导出,共 ${rows.length} 件,仅限本次用途`]
  return `\ufeff${[HEAD, ...lines, foot].map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`
}

/** Quoted; a cell that a spreadsheet would take for a formula is text (CSV injection). */
const cellOf = (text: string): string =>
  `"${(/^[=+\-@\t\r=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
