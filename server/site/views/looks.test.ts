import { expect, test } from 'vitest'
import { t } from '#domain/text.ts'
import { sayIn } from '../words.ts'
import { lookViews, whyOf } from './looks.ts'

test('the house’s own purposes are said in the language of the reader, others as they were written', () => {
  const en = sayIn('en')
  expect(whyOf('办理业务 3702002611230000292', en)).toBe('Handling a case 3702 0026 1123 0000 292')
  expect(whyOf('寄递证件', en)).toBe('Posting your papers')
  expect(whyOf('查看录像:群众投诉', en)).toBe('Watching a recording: 群众投诉')
  expect(whyOf('重新制发 3702002611230000292:邮件丢失', sayIn('zh'))).toBe('重新制发 3702 0026 1123 0000 292:邮件丢失')
  expect(whyOf('群众来电询问进度', en)).toBe('群众来电询问进度')
})

test('what one officer did for one purpose on one day is one line with its hours and how often', () => {
  const look = (at: string, purpose: string, actor_id = '3702000213') => ({
    at: new Date(at),
    actor_id,
    office: 370200,
    purpose,
  })
  const year = new Date().getUTCFullYear()
  const views = lookViews(
    [
      look(`${year}-06-02T03:00:00Z`, '寄递证件', '3702000417'),
      look(`${year}-06-02T02:50:30Z`, '制证 3702002611230000292', '3702000417'),
      look(`${year}-06-02T02:50:10Z`, '制证 3702002611230000292', '3702000417'),
      look(`${year}-06-02T02:30:00Z`, '办理业务 3702002611230000292'),
      look(`${year}-06-02T02:10:00Z`, '群众来电'),
      look(`${year}-06-02T01:00:00Z`, '办理业务 3702002611230000292'),
      look(`${year}-05-30T01:00:00Z`, '办理业务 3702002611230000292'),
    ],
    { say: sayIn('zh'), lang: 'zh', officeOf: () => t('青岛市车辆管理所', 'Qingdao Vehicle Office') },
  )
  expect(views.map((v) => `${v.why} ${v.at}`)).toEqual([
    '寄递证件 6月2日 11:00',
    '制证 3702 0026 1123 0000 292 6月2日 10:50,共 2 次',
    '办理业务 3702 0026 1123 0000 292 6月2日 09:00–10:30,共 2 次',
    '群众来电 6月2日 10:10',
    '办理业务 3702 0026 1123 0000 292 5月30日 09:00',
  ])
})
