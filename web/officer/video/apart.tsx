import type { JSX } from 'preact'
import { Button } from '#web/kit/ui/button.tsx'
import { Tag } from '#web/kit/ui/tag.tsx'
import type { NowProps } from '#web/officer/video/now-parts.tsx'
import type { StepRow } from '#web/officer/video/prompt.ts'

/** Two who are asked one by one: one press mutes the other and opens the ears for this one; answered, both are heard again. */
export function Apart({ talk, v, step }: NowProps & { step: StepRow }): JSX.Element | null {
  const { second, guests } = talk.session
  if (!second || step.apart === null) return null
  if (second.mode !== 'leg' || second.guest === null) return <p class="mute">{v('apart.room')}</p>
  const guest = second.guest
  const guestMuted = guests.find((g) => g.id === guest)?.muted === true
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
