import type { JSX } from 'preact'
import type { T } from '#web/citizen/t.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Card } from '#web/kit/ui/card.tsx'
import { Field } from '#web/kit/ui/field.tsx'
import type { FieldView } from '#web/kit/ui/field-types.ts'

/** The declaration, the box to tick, the typed name and room for a handwritten one: the same under an application and under what was corrected in it. */
export function Signing(props: {
  declaration: { version: string; text: readonly string[] }
  fields: readonly FieldView[]
  handwriting: boolean
  t: T
}): JSX.Element {
  const { declaration, fields, handwriting, t } = props
  return (
    <Card title={t('check.declare')}>
      <ol class="count">
        {declaration.text.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p class="s">{t('check.version', { v: declaration.version })}</p>
      <input type="hidden" name="declaration" value={declaration.version} />
      {fields.map((f) => (
        <Field key={f.name} field={f} t={t} />
      ))}
      {handwriting && <Handwriting t={t} />}
    </Card>
  )
}

/** Optional strokes beside the typed name; shown by the script, since a canvas is nothing without one. */
function Handwriting({ t }: { t: T }): JSX.Element {
  return (
    <div class="field" hidden data-sign>
      <p class="lab">
        {t('check.sign')} <span class="opt">({t('kit.optional')})</span>
      </p>
      <p class="hint">{t('check.signHint')}</p>
      <canvas class="sign">{t('check.sign')}</canvas>
      <input type="hidden" name="strokes" value="" />
      <p>
        <Button type="button" look="alt" small data-clear>
          {t('check.clear')}
        </Button>
      </p>
    </div>
  )
}
