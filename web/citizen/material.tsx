import type { JSX } from 'preact'
import type { T } from '#web/citizen/t.ts'
import type { MaterialView } from '#web/citizen/pages/apply-views.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { PostForm } from '#web/kit/ui/post-form.tsx'
import { Tag, type Tone } from '#web/kit/ui/tag.tsx'

/** One paper with its own small form: a bad photo never takes the good ones with it. */
export function Material({ material: m, t }: { material: MaterialView; t: T }): JSX.Element {
  return (
    <section class="card">
      <div class="stack mid">
        <div class="between">
          <h2>
            {m.name}
            {m.optional && <span class="s"> ({t('kit.optional')})</span>}
          </h2>
          <span class="fix">
            <Tag tone={TONES[m.state]} text={t(`material.${m.state}`)} />
          </span>
        </div>
        {m.state === 'looked-up' ? <p class="s">{m.reason}</p> : <p class="hint mute">{m.hint}</p>}
        {m.file && (
          <div class="row mid">
            {m.file.thumb ? (
              <img
                class="thumb"
                src={m.file.thumb}
                alt={t('material.preview', { name: m.name })}
                width="112"
                height="80"
              />
            ) : (
              <span />
            )}
            <p class="s num">
              {m.file.name}
              <br />
              {m.file.at}
            </p>
          </div>
        )}
        {m.upload && <Upload material={m} t={t} />}
        {m.remove && (
          <PostForm post={m.remove}>
            <Button look="alt" small>
              {t('material.remove')}
            </Button>
          </PostForm>
        )}
      </div>
    </section>
  )
}

function Upload({ material: m, t }: { material: MaterialView; t: T }): JSX.Element | null {
  if (!m.upload) return null
  const id = `file-${m.code}`
  return (
    <PostForm post={m.upload} upload>
      <div class={m.state === 'bad' ? 'field err' : 'field'}>
        <label for={id}>{t(m.file ? 'material.again' : 'material.choose')}</label>
        {m.state === 'bad' && (
          <p class="msg" id={`${id}-error`}>
            {m.reason}
          </p>
        )}
        <div class="filebox stack mid">
          <input
            type="file"
            id={id}
            name="file"
            accept="image/jpeg,image/png,image/webp"
            data-photo
            aria-describedby={m.state === 'bad' ? `${id}-error` : undefined}
          />
          <Button look="alt">{t('material.upload')}</Button>
        </div>
      </div>
    </PostForm>
  )
}

const TONES: Readonly<Record<MaterialView['state'], Tone>> = {
  missing: 'turn',
  ok: 'done',
  bad: 'bad',
  'looked-up': 'done',
}
