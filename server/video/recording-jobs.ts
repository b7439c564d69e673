import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { defineJob, type Job } from '#server/kit/jobs.ts'
import { verifySegment } from './media/recording/verify.ts'
import { forgetStills } from './machine.sql.ts'
import { dueRecordings, forgetRecording, insertSegmentCheck, segmentsToCheck } from './retention.sql.ts'

/** Two of a hundred segments a night, and all that are held. */
const SAMPLE = 0.02

/** 02:40 in China: files are read again and compared with what the database says; a difference is a security incident. */
const rehash = defineJob({
  name: 'video-rehash',
  payload: Type.Object({ all: Type.Optional(Type.Boolean()) }),
  cron: '40 18 * * *',
  run: async (house, { all }) => {
    if (!house.media) return
    for (const s of await house.db.read.many(segmentsToCheck, [all ? 1.1 : SAMPLE])) {
      const facts = {
        recording: s.recording_id,
        peer: s.peer,
        index: s.idx,
        file: s.file,
        hash: s.hash,
        chain: s.chain,
        packets: s.packets,
      }
      const result = await verifySegment({
        dir: house.media.dir,
        crypto: house.crypto,
        facts,
        wrappedKey: s.wrapped_key,
      })
      await house.db.write.run(insertSegmentCheck, [s.office, s.recording_id, s.peer, s.idx, result, house.time.now()])
      if (result !== 'ok')
        house.log.error('recording changed', new Error(result), { recording: s.recording_id, segment: s.idx })
    }
  },
})

/** 03:20 in China: what has been kept long enough goes. The key first, so that a copy of the files is noise. */
const retire = defineJob({
  name: 'video-retire',
  payload: Type.Object({}),
  cron: '20 19 * * *',
  run: async (house) => {
    const now = house.time.now()
    for (const { id } of await house.db.read.many(dueRecordings, [now])) {
      if ((await house.db.write.run(forgetRecording, [id, now])) === 0) continue
      if (house.media) await rm(join(house.media.dir, id), { recursive: true, force: true })
    }
    await house.db.write.run(forgetStills)
  },
})

export const recordingJobs: readonly Job[] = [rehash, retire]
