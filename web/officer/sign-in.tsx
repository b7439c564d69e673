import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { officerSignIn } from '#api/accounts.ts'
import type { Problem } from '#api/errors.ts'
import type { Call } from '#web/kit/client.ts'
import { Icon } from '#web/kit/ui/icon.tsx'
import type { Prefs } from '#web/officer/prefs.ts'
import type { T } from '#web/officer/texts.ts'
import { PrefButtons } from '#web/officer/top-bar.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'

type Entering = { t: T; call: Call; done: () => void }

/** The first screen: number, password, one-time code. */
export function SignInPage(
  props: Entering & { prefs: Prefs; setPrefs: (change: Partial<Prefs>) => void },
): JSX.Element {
  const { t } = props
  return (
    <main class="d-alone" id="main">
      <div class="card d-in stack">
        <div class="between">
          <b class="d-brand">
            <Icon name="shield" />
            {t('brand.plain')}
          </b>
          <span class="wrap fix">
            <PrefButtons t={t} prefs={props.prefs} setPrefs={props.setPrefs} />
          </span>
        </div>
        <h1>{t('in.title')}</h1>
        <SignInForm {...props} />
        <p class="s">{t('in.note')}</p>
      </div>
    </main>
  )
}

/** Over the screens when a session has ended: they stay as they are, with what was typed. */
export function SignInOverlay(props: Entering & { id: string }): JSX.Element {
  const { t } = props
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    box.current?.showModal()
  }, [])
  return (
    <dialog ref={box} class="d-in" aria-labelledby="again-title" onCancel={(event) => event.preventDefault()}>
      <div class="stack">
        <h2 id="again-title">{t('in.again')}</h2>
        <p>{t('in.kept')}</p>
        <SignInForm {...props} />
      </div>
    </dialog>
  )
}

const FIELDS = [
  { name: 'id', label: 'in.id', missing: 'in.needId', type: 'text', autocomplete: 'username', max: 20 },
  {
    name: 'password',
    label: 'in.password',
    missing: 'in.needPassword',
    type: 'password',
    autocomplete: 'current-password',
    max: 200,
  },
  { name: 'totp', label: 'in.totp', missing: 'in.needTotp', type: 'text', autocomplete: 'one-time-code', max: 7 },
] as const
type Name = (typeof FIELDS)[number]['name']

function SignInForm({ t, call, done, id = '' }: Entering & { id?: string }): JSX.Element {
  const [values, setValues] = useState<Record<Name, string>>({ id, password: '', totp: '' })
  const [missing, setMissing] = useState<readonly Name[]>([])
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(id ? '#in-password' : '#in-id')?.focus()
  }, [])

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const cleaned = { id: values.id.trim(), password: values.password, totp: values.totp.replace(/\s/g, '') }
    const lacking = FIELDS.map((f) => f.name).filter((name) =>
      name === 'totp' ? !/^\d{6}$/.test(cleaned.totp) : cleaned[name] === '',
    )
    setMissing(lacking)
    if (lacking[0]) {
      form.current?.querySelector<HTMLInputElement>(`#in-${lacking[0]}`)?.focus()
      return
    }
    setBusy(true)
    const answer = await call(officerSignIn, { body: cleaned })
    setBusy(false)
    if (answer.ok) return done()
    setProblem(answer.problem)
    // A one-time code is spent once it was looked at; after a lost line it may still be good.
    if (answer.problem.status > 0) setValues((old) => ({ ...old, totp: '' }))
    form.current?.querySelector<HTMLInputElement>(answer.problem.status > 0 ? '#in-totp' : '#in-password')?.focus()
  }
  return (
    <form ref={form} class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={busy}>
      {problem && <ProblemNotice problem={problem} t={t} />}
      {FIELDS.map((f) => (
        <SignInField
          key={f.name}
          field={f}
          t={t}
          value={values[f.name]}
          missing={missing.includes(f.name)}
          set={(value) => setValues((old) => ({ ...old, [f.name]: value }))}
        />
      ))}
      <button class="btn wide" type="submit" disabled={busy}>
        {t(busy ? 'busy' : 'in.go')}
      </button>
    </form>
  )
}

/** One field; that of the password says when Caps Lock is on. */
function SignInField({
  field,
  t,
  value,
  missing,
  set,
}: {
  field: (typeof FIELDS)[number]
  t: T
  value: string
  missing: boolean
  set: (value: string) => void
}): JSX.Element {
  const [caps, setCaps] = useState(false)
  const id = `in-${field.name}`
  const hint = hintOf(field.name, caps, t)
  const input = {
    id,
    name: field.name,
    class: field.name === 'totp' ? 'in code' : 'in',
    value,
    maxLength: field.max,
    required: true,
    autocomplete: field.autocomplete,
    'aria-describedby': [missing ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined,
    'aria-invalid': missing || undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => set(event.currentTarget.value),
    onKeyUp: (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock')),
  }
  return (
    <div class={missing ? 'field err' : 'field'}>
      <label for={id}>{t(field.label)}</label>
      {hint && (
        <p class={caps ? 'hint warn' : 'hint'} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {missing && (
        <p class="msg" id={`${id}-error`}>
          {t(field.missing)}
        </p>
      )}
      {field.type === 'password' ? (
        <input type="password" {...input} />
      ) : (
        <input type="text" inputMode={field.name === 'totp' ? 'numeric' : 'text'} {...input} />
      )}
    </div>
  )
}

function hintOf(name: Name, caps: boolean, t: T): string {
  if (name === 'totp') return t('in.totpHint')
  return name === 'password' && caps ? t('in.caps') : ''
}
