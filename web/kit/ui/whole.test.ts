import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { whole } from '#web/kit/ui/whole.tsx'

const html = (text: string): string => renderToString(h('p', null, whole(text)))

test('a day, its weekday and a telephone number stay whole; the line may break behind each', () => {
  expect(html('2025年6月1日(周日)04:11')).toBe(
    '<p><span class="nb">2025年6月1日</span><wbr/><span class="nb">(周日)</span><wbr/>04:11</p>',
  )
  expect(html('请打 0532-12123 问')).toBe('<p>请打 <span class="nb">0532-12123</span><wbr/> 问</p>')
  expect(html('11月23日')).toContain('<span class="nb">11月23日</span>')
})

test('any other text stays as it is', () => {
  expect(html('3702 0026 1122 <0000>')).toBe('<p>3702 0026 1122 &lt;0000></p>')
})
