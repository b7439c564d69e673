import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerOrder } from './export.ts'
import { film } from './film.ts'

/** Thread in which one film is made; see export.ts. */
const exported = await film(workerData as WorkerOrder)
parentPort?.postMessage(exported, [exported.bytes.buffer as ArrayBuffer])
