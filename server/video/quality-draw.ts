import { randomInt } from 'node:crypto'
import { Type } from 'typebox'
import { drawForReview } from '#domain/video/quality.ts'
import type { House } from '#server/kit/house.ts'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { uuidv7 } from '#server/kit/uuid.ts'
import { finishedSince, insertSheet } from './quality.sql.ts'
import { VIDEO } from './settings.ts'

/** Draws the conversations of the last seven days that are to be reviewed; what has a sheet is not drawn again. */
export async function drawSheets(house: House): Promise<number> {
  const now = house.time.now()
  const rows = await house.db.read.many(finishedSince, [new Date(now.getTime() - 7 * 86_400_000)])
  const week = rows.map((r) => ({
    id: r.id,
    officer: r.officer,
    service: r.service ?? undefined,
    talkMs: Number(r.talk_ms),
    fraud: r.fraud,
    refer: r.refer,
    objected: r.objected,
    signSeconds: r.sign_seconds ?? undefined,
  }))
  const dice = new Map(week.map((f) => [f.id, randomInt(2 ** 40) / 2 ** 40]))
  const drawn = new Set(rows.filter((r) => r.drawn).map((r) => r.id))
  const chosen = drawForReview(week, drawn, VIDEO.quality, (id) => dice.get(id) ?? 0)
  await house.db.tx(async (tx) => {
    for (const r of rows) {
      const why = chosen.get(r.id)
      if (why) await tx.run(insertSheet, [r.office, uuidv7(), r.id, r.officer, why, now])
    }
  })
  return chosen.size
}

/** 18:30 in China, after the last conversation of the day. */
const draw = defineJob({
  name: 'video-quality-draw',
  payload: Type.Object({}),
  cron: '30 10 * * *',
  run: async (house) => void (await drawSheets(house)),
})

export const qualityJobs: readonly Job[] = [draw]
