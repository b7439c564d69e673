import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { dropRelative, readVideoPeople, setSkills } from '#api/video-floor.ts'
import type { Language } from '#domain/video/terms.ts'
import { Button } from '#web/kit/ui/button.tsx'
import { Table } from '#web/kit/ui/table.tsx'
import { useDesk } from '#web/officer/desk.ts'
import { Modal } from '#web/officer/ui/modal.tsx'
import { ProblemNotice } from '#web/officer/ui/problem-notice.tsx'
import { Waiting } from '#web/officer/ui/waiting.tsx'
import { useWords } from '#web/officer/ui/use-words.ts'
import { Words } from '#web/officer/ui/words-field.tsx'
import { useAct } from '#web/officer/use-act.ts'
import { useReply } from '#web/officer/use-reply.ts'
import { Capacity, Lendings } from '#web/officer/video/floor-share.tsx'
import { type FloorPart, type PeopleView, ReasonModal } from '#web/officer/video/floor-reason.tsx'
import { RelativeDialog } from '#web/officer/video/floor-relative.tsx'
import type { VT } from '#web/officer/video/texts.ts'

type Person = PeopleView['officers'][number]

/** Who serves which line, whom they must not serve, who helps from elsewhere, and how capacity is shared. Each change has its reason. */
export function Floor({ v }: { v: VT }): JSX.Element {
  const { t, news } = useDesk()
  const reply = useReply(readVideoPeople, {}, news('office'))
  if (!reply.value)
    return (
      <div class="d-pad">
        {reply.problem ? <ProblemNotice problem={reply.problem} t={t} again={reply.again} /> : <Waiting t={t} />}
      </div>
    )
  const part: FloorPart = { v, people: reply.value, again: reply.again }
  return (
    <div class="dv-board">
      <h1 class="vh">{v('tab.people')}</h1>
      <Skills {...part} />
      <Capacity {...part} />
      <Lendings {...part} />
    </div>
  )
}

type Asked = { is: 'skills'; officer: Person } | { is: 'relative'; officer: Person } | undefined

function Skills({ v, people, again }: FloorPart): JSX.Element {
  const { t } = useDesk()
  const [asked, ask] = useState<Asked>(undefined)
  const nameOf = (group: string): string => people.groups.find((g) => g.group === group)?.name[t.lang] ?? group
  const close = (): void => ask(undefined)
  return (
    <section class="card dv-wide">
      <h2>{v('floor.skills')}</h2>
      <Table
        caption={v('floor.skills')}
        hideCaption
        named
        columns={(['officer', 'board.line', 'floor.relatives', 'acts'] as const).map((k) => ({ head: v(k) }))}
        rows={people.officers.map((o) => [
          <>
            {o.name} <span class="s num">{o.id}</span>
          </>,
          <>
            {o.skills.length === 0 && <span class="mute">{v(o.byDefault ? 'floor.default' : 'floor.nothing')}</span>}
            {o.skills.map((s) => (
              <div key={s.group}>
                {nameOf(s.group)} <span class="s">{s.languages.map((l) => v(`lang.${l}`)).join(' · ')}</span>
              </div>
            ))}
          </>,
          <>
            {o.relatives.length === 0 && <span class="mute">{v('floor.noRelatives')}</span>}
            {o.relatives.map((r) => (
              <Relative key={r.person} v={v} officer={o.id} relative={r} again={again} />
            ))}
          </>,
          <Edit v={v} officer={o} ask={ask} />,
        ])}
      />
      {asked?.is === 'skills' && (
        <SkillDialog v={v} people={people} again={again} officer={asked.officer} close={close} />
      )}
      {asked?.is === 'relative' && <RelativeDialog v={v} again={again} officer={asked.officer.id} close={close} />}
    </section>
  )
}

function Edit({
  v,
  officer,
  ask,
}: Pick<FloorPart, 'v'> & { officer: Person; ask: (what: Asked) => void }): JSX.Element {
  return (
    <>
      <button type="button" class="d-link" onClick={() => ask({ is: 'skills', officer })}>
        {v('floor.edit')}
        <span class="vh"> {officer.name}</span>
      </button>{' '}
      <button type="button" class="d-link" onClick={() => ask({ is: 'relative', officer })}>
        {v('floor.addRelative')}
        <span class="vh"> {officer.name}</span>
      </button>
    </>
  )
}

/** A masked name; removing it asks for the reason. */
function Relative(props: {
  v: VT
  officer: string
  relative: Person['relatives'][number]
  again: () => void
}): JSX.Element {
  const { v, officer, relative, again } = props
  const { call } = useDesk()
  const [open, setOpen] = useState(false)
  return (
    <div>
      {relative.name}{' '}
      <button type="button" class="d-link" onClick={() => setOpen(true)}>
        {v('floor.drop')}
        <span class="vh"> {relative.name}</span>
      </button>
      {open && (
        <ReasonModal
          v={v}
          title={`${v('floor.drop')} · ${relative.name}`}
          close={() => setOpen(false)}
          again={again}
          run={(reason) => call(dropRelative, { params: { officer, id: relative.person }, body: { reason } })}
        />
      )}
    </div>
  )
}

function SkillDialog(props: FloorPart & { officer: Person; close: () => void }): JSX.Element {
  const { v, people, again, officer, close } = props
  const { t, call } = useDesk()
  const act = useAct()
  const [chosen, setChosen] = useState<Readonly<Record<string, readonly Language[]>>>(() =>
    Object.fromEntries(
      people.groups.map((g) => [
        g.group,
        officer.byDefault ? ['zh'] : (officer.skills.find((s) => s.group === g.group)?.languages ?? []),
      ]),
    ),
  )
  const reason = useWords('w-skill-reason')
  const save = async (skills: { group: string; languages: Language[] }[]): Promise<void> => {
    const why = reason.given()
    if (why === undefined) return
    const body = { skills, reason: why }
    if ((await act.run(() => call(setSkills, { params: { officer: officer.id }, body }))) === undefined) return
    again()
    close()
  }
  const wanted = Object.entries(chosen).flatMap(([group, languages]) =>
    languages.length > 0 ? [{ group, languages: [...languages] }] : [],
  )
  const turn = (group: string, language: Language, on: boolean): void =>
    setChosen({
      ...chosen,
      [group]: people.languages.filter((l) => (l === language ? on : chosen[group]?.includes(l))),
    })
  return (
    <Modal title={`${v('floor.edit')} · ${officer.name}`} close={close}>
      {act.problem && <ProblemNotice problem={act.problem} t={t} />}
      <form
        class="stack mid"
        onSubmit={(event) => {
          event.preventDefault()
          void save(wanted)
        }}
      >
        {people.groups.map((g) => (
          <Line key={g.group} v={v} people={people} group={g} chosen={chosen[g.group] ?? []} turn={turn} />
        ))}
        <Words
          name="skill-reason"
          label={v('floor.reason')}
          value={reason.words}
          max={300}
          set={reason.set}
          error={reason.short ? v('reason.short') : undefined}
        />
        <div class="wrap">
          <Button>{v('floor.save')}</Button>
          <Button type="button" look="alt" onClick={() => void save([])}>
            {v('floor.reset')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** One line with its languages. */
function Line(props: {
  v: VT
  people: PeopleView
  group: PeopleView['groups'][number]
  chosen: readonly Language[]
  turn: (group: string, language: Language, on: boolean) => void
}): JSX.Element {
  const { v, people, group, chosen, turn } = props
  const { t } = useDesk()
  return (
    <fieldset>
      <legend>{group.name[t.lang]}</legend>
      <div class="dv-langs">
        {people.languages.map((l) => (
          <label key={l} for={`dv-skill-${group.group}-${l}`}>
            <input
              type="checkbox"
              id={`dv-skill-${group.group}-${l}`}
              checked={chosen.includes(l)}
              onChange={(event) => turn(group.group, l, event.currentTarget.checked)}
            />
            {v(`lang.${l}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
