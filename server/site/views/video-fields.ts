import type { Lang } from '#domain/text.ts'
import { LANGUAGES, PRIORITIES } from '#domain/video/terms.ts'
import type { VideoEntranceView } from '#web/citizen/pages/video-views.ts'
import type { Choice } from '#web/kit/ui/field-types.ts'
import { sayIn } from '../words.ts'
import { LANGUAGE, PRIORITY } from './video-words.ts'

/** What is asked before somebody calls: which business, in which language, whether they go first. */
export function fieldsOf(
  services: readonly Choice[],
  chosen: { service?: string | undefined; language?: string | undefined },
  lang: Lang,
): NonNullable<VideoEntranceView['form']>['fields'] {
  const say = sayIn(lang)
  return [
    {
      kind: 'radio',
      name: 'service',
      label: say('业务', 'Business'),
      value: chosen.service ?? '',
      options: [...services, { value: '', label: say('只是问一问', 'Only a question') }],
    },
    {
      kind: 'select',
      name: 'language',
      label: say('语言', 'Language'),
      value: chosen.language ?? 'zh',
      options: LANGUAGES.map((value) => ({ value, label: LANGUAGE[value][lang] })),
    },
    {
      kind: 'select',
      name: 'priority',
      label: say('优先', 'Priority'),
      hint: say('65 岁以上自动优先', 'Over 65: by itself'),
      optional: true,
      value: '',
      options: PRIORITIES.map((value) => ({ value, label: PRIORITY[value][lang] })),
    },
  ]
}
