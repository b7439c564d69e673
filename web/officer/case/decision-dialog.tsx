import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import {
  coSignSeen,
  continueAtCounter,
  inspectCase,
  meetCase,
  moveOnSite,
  passCase,
  refuseCase,
  returnCase,
  secondPass,
  secondReturn,
} from '#api/cases.ts'
import type { Problem } from '#api/errors.ts'
import type { Answer, Call } from '#web/kit/client.ts'
import { Notice } from '#web/kit/ui/notice.tsx'
import { type Command, type Draft, type DraftError, EMPTY_DRAFT, errorsIn } from '#web/officer/case/decide.ts'
import { InspectFields, MoveFields, PassFields, RefuseFields } from '#web/officer/case/decision-fields.tsx'
import { type DecisionT, speakDecisions } from '#web/officer/case/decision-texts.ts'
import { ReturnFields } from '#web/officer/case/return-fields.tsx'
import type { CaseView } from '#web/officer/case/use-case.ts'
import { useDesk, useTyped } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Words } from '#web/officer/ui/words-field.tsx'

export interface FieldsProps {
  view: CaseView
  draft: Draft
  set: (change: Partial<Draft>) => void
  d: DecisionT
  errorOf: (field: string) => string | undefined
}

/** Asks for what a decision needs and carries it out. A case that moved meanwhile is read again; the words stay. */
export function DecisionDialog({
  view,
  command,
  close,
  reload,
  unread,
}: {
  view: CaseView
  command: Command
  close: () => void
  reload: () => void
  /** The last reading of the case failed. */
  unread: boolean
}): JSX.Element {
  const { t, say } = useDesk()
  const d = speakDecisions(t.lang)
  const [draft, keep, forget] = useTyped<Draft>(`${command}:${view.id}`, EMPTY_DRAFT)
  const [errors, setErrors] = useState<readonly DraftError[]>([])
  const { busy, problem, carryOut } = useDecision(view, reload, unread)

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const found = errorsIn(command, draft)
    setErrors(found)
    if (found[0]) return document.getElementById(`w-${found[0].field}`)?.focus()
    if (!(await carryOut(command, draft))) return
    forget()
    say(t('do.done', { act: d(`${keyOf(command)}.title`) }))
    close()
  }
  const errorOf = (field: string): string | undefined => {
    const error = errors.find((e) => e.field === field)
    return error && d(`need.${error.need}`)
  }
  const fields: FieldsProps = { view, draft, set: (change) => keep({ ...draft, ...change }), d, errorOf }
  return (
    <Modal title={d(`${keyOf(command)}.title`)} close={close}>
      <form class="stack" noValidate onSubmit={(event) => void submit(event)} aria-busy={busy}>
        {problem && <WhatHappened problem={problem} />}
        <p class="s num">
          {view.service.name[t.lang]} · {view.number}
        </p>
        <Fields command={command} {...fields} />
        <button
          class={command === 'refuse' ? 'btn danger' : 'btn'}
          type="submit"
          disabled={busy}
          autofocus={command === 'pass' || command === 'second-pass' || command === 'continue-at-counter'}
        >
          {busy ? t('busy') : d(`${keyOf(command)}.go`)}
        </button>
      </form>
    </Modal>
  )
}

/**
 * Sends a decision. A case that has moved is read again, and until its newest version is on screen there is nothing to confirm:
 * `busy` lasts that long, and what happened is told afterwards.
 */
function useDecision(view: CaseView, reload: () => void, unread: boolean) {
  const { call } = useDesk()
  const act = useAct()
  const [stale, setStale] = useState<number | undefined>(undefined)
  const rereading = stale === view.version && !unread
  const carryOut = async (command: Command, draft: Draft): Promise<boolean> => {
    let status = 0
    const did = await act.run(async () => {
      const answer = await send(call, command, view, draft)
      if (!answer.ok) status = answer.problem.status
      if (!answer.ok && answer.problem.code === 'STALE') setStale(view.version)
      return answer
    })
    if (did !== undefined || status === 409) reload()
    return did !== undefined
  }
  return { busy: act.busy || rereading, problem: rereading ? undefined : act.problem, carryOut }
}

/** A case that was changed by somebody else is no fault of the reader: said calmly, with the newest content already on screen. */
function WhatHappened({ problem }: { problem: Problem }): JSX.Element {
  const { t } = useDesk()
  if (problem.code !== 'STALE') return <ProblemNotice problem={problem} t={t} />
  return (
    <div role="alert">
      <Notice tone="warn" title={t('do.stale')} />
    </div>
  )
}

function Fields({ command, ...fields }: FieldsProps & { command: Command }): JSX.Element {
  const { d, draft, set, errorOf } = fields
  switch (command) {
    case 'return':
      return <ReturnFields {...fields} />
    case 'refuse':
      return <RefuseFields {...fields} />
    case 'move-on-site':
      return <MoveFields {...fields} />
    case 'inspect':
      return <InspectFields {...fields} />
    case 'meet':
    case 'co-sign-seen':
      return (
        <Words
          name="note"
          label={d('seen')}
          error={errorOf('note')}
          value={draft.note}
          max={500}
          set={(note) => set({ note })}
          first
        />
      )
    case 'second-return':
      return (
        <Words
          name="reason"
          label={d('reason')}
          error={errorOf('reason')}
          value={draft.reason}
          max={300}
          set={(reason) => set({ reason })}
          first
        />
      )
    case 'continue-at-counter':
      return <p>{d('continue-at-counter.note')}</p>
    default:
      return <PassFields {...fields} />
  }
}

/** Only decisions that ask something have texts here; taking and giving back are done without a dialog. */
const keyOf = (command: Command): Exclude<Command, 'take' | 'give-back' | 'choose-plate'> =>
  command === 'take' || command === 'give-back' || command === 'choose-plate' ? 'pass' : command

type Moved = { id: string; version: number }

function send(call: Call, command: Command, { id, version }: CaseView, draft: Draft): Promise<Answer<Moved>> {
  const params = { id }
  const reason = draft.reason.trim()
  const note = draft.note.trim()
  switch (command) {
    case 'return':
      return call(returnCase, {
        params,
        body: { version, defects: draft.defects.map((x) => ({ target: x.target, reason: x.reason.trim() })) },
      })
    case 'refuse':
      return call(refuseCase, { params, body: { version, code: draft.code, reason } })
    case 'move-on-site':
      return call(moveOnSite, { params, body: { version, reason, site: draft.site } })
    case 'inspect':
      return call(inspectCase, { params, body: { version, passed: draft.passed === 'yes', note } })
    case 'co-sign-seen':
      return call(coSignSeen, { params, body: { version, note } })
    case 'meet':
      return call(meetCase, { params, body: { version, note } })
    case 'second-return':
      return call(secondReturn, { params, body: { version, reason } })
    case 'continue-at-counter':
      return call(continueAtCounter, { params, body: { version } })
    default:
      return call(command === 'second-pass' ? secondPass : passCase, {
        params,
        body: { version, ...(note ? { note } : {}) },
      })
  }
}
