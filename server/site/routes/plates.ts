import type { Static } from 'typebox'
import { EPOCH_FILES, type PublicEpoch, type PublicPool, type PublicSegment } from '#api/plate-pools.ts'
import { poolNamed } from '#domain/plates/grammar.ts'
import { publicEpochs, publicPools, publicReturns, publicSegments } from '#server/plates/public.ts'
import { USED_ELSEWHERE } from '#domain/plates/settings.ts'
import { EXCLUSIONS } from '#server/plates/settings.ts'
import type { PlateDrawsView, PlatePoolView, PlateSegmentView } from '#web/citizen/pages/plate-views.ts'
import { dateText, momentText, shortMomentText } from '#web/kit/format.ts'
import { draw, page, type Site, type Visit } from '../kit.ts'
import { plateColor } from '../views/plate.ts'
import type { Say } from '../words.ts'

/** 号段公布 and 摇号公示: the same figures that the public API gives, to be read by people. */
export function publicPlatePages(site: Site): void {
  const { house } = site.frame
  const { read } = house.db
  page(site, { path: '/plates', act: 'public' }, async (visit) => {
    const [pools, segments, returns] = await Promise.all([
      publicPools(read, house),
      publicSegments(read, house),
      publicReturns(read, house),
    ])
    const { lang, say } = visit
    return draw('plates', {
      at: momentText(house.time.now().toISOString(), lang),
      pools: pools.map((p) => poolPart(p, visit)),
      segments: segments.map((s) => segmentPart(s, visit)),
      returns: returns.map((r) => ({
        pool: nameOf(r.pool, visit),
        day: dateText(r.day, lang),
        numbers: r.numbers,
        color: plateColor(r.pool.slice(0, 2)),
        commit: r.minuteCommit,
        secret: r.minuteSecret,
        ...(r.releasedAt
          ? {
              done: say(
                `${shortMomentText(r.releasedAt, lang)} 已放回`,
                `Back since ${shortMomentText(r.releasedAt, lang)}`,
              ),
            }
          : {}),
      })),
      rules: [
        ...EXCLUSIONS.map((e) => ({ id: e.id, reason: say(e.reason), pattern: e.pattern })),
        { id: USED_ELSEWHERE.id, reason: say(USED_ELSEWHERE.reason) },
      ],
    })
  })
  page(site, { path: '/plates/draws', act: 'public' }, async (visit) => {
    const epochs = await publicEpochs(read, house)
    const closed = epochs.find((e) => e.closedAt)
    const address = closed && `${house.publicUrl}/api/plates/pools/${closed.pool}/epochs/${closed.epoch}`
    return draw('plateDraws', {
      draws: epochs.map((e) => drawPart(e, visit)),
      command: `${CHECK} ./draw`,
      ...(address ? { online: `${CHECK} ${address}` } : {}),
    })
  })
}

const CHECK = 'npm run verify-draw --'

const nameOf = (pool: string, { say }: Visit): string => {
  const known = poolNamed(pool)
  return known ? say(known.name) : pool
}

const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

function poolPart(p: Static<typeof PublicPool>, { say }: Visit): PlatePoolView {
  const figures = [
    [say('已投放', 'Released'), p.released],
    [say('现在可选', 'Left'), p.left],
    [say('待放回', 'Going back'), p.returned],
    [say('已选定', 'Chosen'), p.chosen],
    [say('已上车', 'In use'), p.inUse],
    [say('原车主保留', 'Kept for former owners'), p.kept],
    [say('按规则排除', 'Left out by rule'), p.excluded],
  ] as const
  return {
    id: p.pool,
    name: say(p.name),
    color: plateColor(p.type),
    figures: figures.map(([label, value]) => ({ label, value: grouped(value) })),
    state: {
      seq: grouped(p.seq),
      head: p.head,
      ...(p.epoch === undefined ? {} : { draw: say(`正在进行第 ${p.epoch} 期摇号`, `Draw ${p.epoch} is running`) }),
    },
    paused: p.paused,
  }
}

function segmentPart(s: Static<typeof PublicSegment>, visit: Visit): PlateSegmentView {
  const { say, lang } = visit
  const left = s.excluded
    .map((e) => say(`${ruleName(e.rule, say)},${grouped(e.count)} 个`, `${ruleName(e.rule, say)}: ${grouped(e.count)}`))
    .join(say(';', '; '))
  return {
    id: s.id,
    pool: nameOf(s.pool, visit),
    pattern: s.pattern === 'list' ? say(`号码清单 ${grouped(s.count)} 个`, `A list of ${grouped(s.count)}`) : s.pattern,
    tag: phaseTag(s.phase, visit),
    rows: [
      { label: say('号码', 'Numbers'), value: grouped(s.count) },
      ...(left ? [{ label: say('按规则排除', 'Left out by rule'), value: left }] : []),
      ...(s.phase === 'announced' ? [] : [{ label: say('还剩', 'Left'), value: grouped(s.left) }]),
      { label: say('公布', 'Published'), value: momentText(s.publishedAt, lang) },
      { label: say('投放', 'Released'), value: momentText(s.releaseAt, lang) },
      ...(s.phase === 'open'
        ? []
        : [{ label: say('只能随机,到', 'Drawn at random only, until'), value: momentText(s.randomUntil, lang) }]),
      {
        label: say('开放自编', 'Composing from'),
        value: s.composeFrom
          ? momentText(s.composeFrom, lang)
          : say('日子已封存,到日公布', 'A sealed day, told when it comes'),
      },
    ],
    hash: s.manifestHash,
    manifest: `/api/plates/segments/${s.id}/manifest`,
    compose: { commit: s.composeCommit, secret: s.composeSecret },
    ...(s.notice ? { notice: s.notice } : {}),
  }
}

/** A rule as a sentence; one that is no longer among the settings keeps its name. */
const ruleName = (id: string, say: Say): string => {
  const rule = EXCLUSIONS.find((e) => e.id === id)
  return rule ? say(rule.reason) : id
}

const phaseTag = (phase: Static<typeof PublicSegment>['phase'], { say }: Visit): PlateSegmentView['tag'] =>
  ({
    announced: { tone: 'wait' as const, text: say('已公布,未投放', 'Announced') },
    'random-only': { tone: 'turn' as const, text: say('只能随机', 'Random only') },
    open: { tone: 'done' as const, text: say('随机、自编都可以', 'Open') },
    withdrawn: { tone: 'bad' as const, text: say('已公告撤回', 'Withdrawn') },
  })[phase]

function drawPart(e: Static<typeof PublicEpoch>, visit: Visit): PlateDrawsView['draws'][number] {
  const { say, lang } = visit
  const at = (instant: string): string => momentText(instant, lang)
  return {
    id: `draw-${e.pool}-${e.epoch}`,
    title: say(`${nameOf(e.pool, visit)} 第 ${e.epoch} 期`, `${nameOf(e.pool, visit)}, draw ${e.epoch}`),
    tag: e.closedAt
      ? { tone: 'done', text: say('已结束,可验算', 'Closed: check it') }
      : e.openedAt
        ? { tone: 'turn', text: say('进行中', 'Running') }
        : { tone: 'wait', text: say('已承诺,未开始', 'Committed') },
    rows: [
      { label: say('号码', 'Numbers'), value: grouped(e.size) },
      { label: say('承诺公布', 'Committed'), value: at(e.committedAt) },
      { label: say('开始', 'Opens'), value: at(e.openedAt ?? e.opensAt) },
      ...(e.closedAt ? [{ label: say('结束', 'Closed'), value: at(e.closedAt) }] : []),
      {
        label: say('公开事件', 'Public event'),
        value: e.randomness
          ? `${e.randomness.source}:${e.randomness.value}`
          : say(`待录入:${e.named.zh}`, `To be entered: ${e.named.en}`),
      },
    ],
    hashes: [
      { label: say('种子的承诺值', 'Commitment to the seed'), value: e.commit },
      { label: say('号码清单的指纹', 'Fingerprint of the numbers'), value: e.snapshotHash },
      ...(e.seed ? [{ label: say('种子', 'Seed'), value: e.seed }] : []),
    ],
    ...(e.closedAt ? { address: `/api/plates/pools/${e.pool}/epochs/${e.epoch}` } : {}),
    files: e.closedAt
      ? EPOCH_FILES.map((file) => ({ label: file, href: `/api/plates/pools/${e.pool}/epochs/${e.epoch}/${file}` }))
      : [],
  }
}
