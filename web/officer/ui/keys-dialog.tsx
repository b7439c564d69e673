import type { JSX } from 'preact'
import { useDesk } from '#web/officer/desk.ts'
import type { DeskKey } from '#web/officer/texts.ts'
import { Modal } from '#web/officer/ui/modal.tsx'

/** Where keys work, and what each does there. The same words as on the buttons; a key without a button is named here alone. */
const GROUPS: readonly (readonly [DeskKey, readonly (readonly [keys: string, what: DeskKey])[]])[] = [
  [
    'keys.list',
    [
      ['↑ ↓', 'keys.choose'],
      ['Enter', 'keys.open'],
      ['/', 'list.number'],
    ],
  ],
  [
    'keys.case',
    [
      ['1 2 3 4', 'do.label'],
      ['T', 'do.take'],
      ['G', 'do.give-back'],
      ['E', 'keys.evidence'],
      ['N', 'keys.next'],
      ['P', 'keys.previous'],
    ],
  ],
  [
    'keys.call',
    [
      ['1 2 3', 'keys.answer'],
      ['Space', 'keys.photo'],
      ['O', 'keys.outcome'],
      ['H', 'keys.handOver'],
      ['M', 'keys.mute'],
    ],
  ],
  [
    'keys.all',
    [
      ['Ctrl Enter', 'keys.send'],
      ['Esc', 'keys.close'],
      ['?', 'keys'],
    ],
  ],
]

/** Every key of the desk on one sheet. */
export function KeysDialog({ close }: { close: () => void }): JSX.Element {
  const { t } = useDesk()
  return (
    <Modal title={t('keys')} close={close} closeLabel={t('close')}>
      {GROUPS.map(([where, keys]) => (
        <section key={where}>
          <h3>{t(where)}</h3>
          <dl class="d-keys-list">
            {keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  {key.split(' ').map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dt>
                <dd>{t(what)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
