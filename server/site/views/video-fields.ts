import type { Case } from '#domain/case.ts'
import { CATEGORIES, type Category } from '#domain/service.ts'
import { definitionOf } from '#domain/services/index.ts'
import type { Lang } from '#domain/text.ts'
import { LANGUAGES, PRIORITIES } from '#domain/video/terms.ts'
import type { VideoEntranceView } from '#web/citizen/pages/video-views.ts'
import type { Choice } from '#web/kit/ui/field-types.ts'
import { GROUPS } from '../catalogue.ts'
import { grouped, sayIn } from '../words.ts'
import { LANGUAGE, PRIORITY } from './video-words.ts'

/** Stands before the id of a case where otherwise an item is named. */
const CASE = 'case:'

/** The case that was chosen, if one was. */
export const caseIn = (value: string): string | undefined =>
  value.startsWith(CASE) ? value.slice(CASE.length) : undefined

/** What is asked before somebody calls: which business, in which language, whether they go first. */
export function fieldsOf(
  what: { services: readonly (Choice & { category: Category | undefined })[]; cases: readonly Case[] },
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
      options: [
        { value: '', label: say('只是问一问', 'Only a question') },
        ...what.cases.map((c) => ({
          value: CASE + c.id,
          label: say(definitionOf(c).name),
          hint: say(`正在办,${grouped(c.number)}`, `under way, ${grouped(c.number)}`),
        })),
      ],
      folds: CATEGORIES.map((category) => ({
        title: say(GROUPS[category]),
        options: what.services
          .filter((s) => s.category === category)
          .map(({ value, label, hint }) => ({ value, label, ...(hint ? { hint } : {}) })),
      })).filter(({ options }) => options.length > 0),
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
