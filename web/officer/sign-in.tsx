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
export function SignInPage(props: Entering & { prefs: Prefs; setPrefs: (change: Partial<Prefs>) => void }): JSX.Element {
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
  { name: 'password', label: 'in.password', missing: 'in.needPassword', type: 'password', autocomplete: 'current-password', max: 200 },
  { name: 'totp', label: 'in.totp', missing: 'in.needTotp', type: 'text', autocomplete: 'one-time-code', max: 7 },
] as const
type Name = (typeof FIELDS)[number]['name']

function SignInForm({ t, call, done, id = '' }: Entering & { id?: string }): JSX.Element {
  const [values, setValues] = useState<Record<Name, string>>({ id, password: '', totp: '' })
  const [missing, setMissing] = useState<readonly Name[]>([])
  const [problem, setProblem] = useState<Problem | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [caps, setCaps] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>(id ? '#in-password' : '#in-id')?.focus()
  }, [])

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const cleaned = { id: values.id.trim(), password: values.password, totp: values.totp.replace(/\s/g, '') }
    const lacking = FIELDS.map((f) => f.name).filter((name) => (name === 'totp' ? !/^\d{6}$/.test(cleaned.totp) : cleaned[name] === ''))
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
    <form ref={form} class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={busy} onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}>
      {problem && <ProblemNotice problem={problem} t={t} />}
      {FIELDS.map((f) => {
        const wrong = missing.includes(f.name)
        const hint = f.name === 'totp' || (f.name === 'password' && caps)
        const input = {
          id: `in-${f.name}`, name: f.name, class: f.name === 'totp' ? 'in code' : 'in', value: values[f.name], maxLength: f.max, required: true, autocomplete: f.autocomplete,
          onInput: (event: { currentTarget: HTMLInputElement }) => {
            const { value } = event.currentTarget
            setValues((old) => ({ ...old, [f.name]: value }))
          },
          ...(wrong ? { 'aria-invalid': true as const } : {}),
          ...(wrong || hint ? { 'aria-describedby': `in-${f.name}-${wrong ? 'error' : 'hint'}` } : {}),
        }
        return (
          <div class={wrong ? 'field err' : 'field'} key={f.name}>
            <label for={input.id}>{t(f.label)}</label>
            {hint && (
              <p class={f.name === 'password' ? 'hint warn' : 'hint'} id={`in-${f.name}-hint`} role={f.name === 'password' ? 'status' : undefined}>
                {t(f.name === 'totp' ? 'in.totpHint' : 'in.caps')}
              </p>
            )}
            {wrong && (
              <p class="msg" id={`in-${f.name}-error`}>
                {t(f.missing)}
              </p>
            )}
            {f.type === 'password' ? <input type="password" {...input} /> : <input type="text" inputMode={f.name === 'totp' ? 'numeric' : 'text'} {...input} />}
          </div>
        )
      })}
      <button class="btn wide" type="submit" disabled={busy}>
        {t(busy ? 'busy' : 'in.go')}
      </button>
    </form>
  )
}
