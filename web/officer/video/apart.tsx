import type { JSX } from 'preact'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { NowProps } from '#web/officer/video/now-parts.tsx'
import type { StepRow } from '#web/officer/video/prompt.ts'

type Second = NonNullable<NowProps['talk']['session']['second']>
type Props = NowProps & { step: StepRow }

/** Two who must agree: where the second one takes part, and each asked with the other out of hearing. */
export function Apart(props: Props): JSX.Element | null {
  const { second } = props.talk.session
  if (!second) return null
  if (props.step.meets) return <Where {...props} second={second} />
  if (props.step.apart === null) return null
  return second.mode === 'leg' ? <Muted {...props} second={second} /> : <SteppedOut {...props} second={second} />
}

/** One phone or two: with two the other joins by invitation, with one the officer says that both are there. */
function Where({ talk, v, second }: Props & { second: Second }): JSX.Element {
  if (second.mode === 'leg') return <Tag tone="done" text={v('apart.leg')} />
  const room = second.mode === 'room'
  return (
    <div class="stack mid">
      {room && <Tag tone="done" text={v('apart.inRoom')} />}
      <Button
        type="button"
        small
        look="alt"
        icon="people"
        onClick={() => void talk.act({ type: 'second-room', on: !room })}
      >
        {v(room ? 'apart.notRoom' : 'apart.room')}
      </Button>
      {!room && <p class="mute">{v('apart.invite')}</p>}
    </div>
  )
}

/** From two phones: one press mutes the other and opens the ears for this one; answered, both are heard again. */
function Muted({ talk, v, step, second }: Props & { second: Second }): JSX.Element | null {
  const { guest } = second
  if (guest === null) return null
  const guestMuted = talk.session.guests.find((g) => g.id === guest)?.muted === true
  const owner = step.apart === 'owner'
  const alone = owner ? guestMuted && !second.citizenMuted : second.citizenMuted && !guestMuted
  const part = async (): Promise<void> => {
    if (guestMuted !== owner && !(await talk.act({ type: 'mute-guest', guest, muted: owner }))) return
    if (second.citizenMuted === owner) await talk.act({ type: 'mute-citizen', muted: !owner })
  }
  if (alone) return <Tag tone="done" text={v(owner ? 'apart.spouseMuted' : 'apart.ownerMuted')} />
  return (
    <Button type="button" small look="alt" icon="sound" onClick={() => void part()}>
      {v(owner ? 'apart.muteSpouse' : 'apart.muteOwner')}
    </Button>
  )
}

/** At one phone: the other goes out of the room, and who stays says so on the phone. */
function SteppedOut({ talk, v, step, second }: Props & { second: Second }): JSX.Element | null {
  const who = step.apart
  if (who === null) return null
  const owner = who === 'owner'
  if (second.apart?.who === who)
    return second.apart.gone ? (
      <Tag tone="done" text={v(owner ? 'apart.spouseGone' : 'apart.ownerGone')} />
    ) : (
      <Tag tone="wait" text={v('apart.waitGone')} />
    )
  return (
    <Button type="button" small look="alt" icon="people" onClick={() => void talk.act({ type: 'ask-apart', who })}>
      {v(owner ? 'apart.sendSpouse' : 'apart.sendOwner')}
    </Button>
  )
}
