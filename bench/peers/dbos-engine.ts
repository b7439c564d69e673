import type { Engine } from './peer-server.ts'

/** The shapes of DBOS's packages are named here because the house's type check must not need the bench's own packages. */
interface Dbos {
  setConfig(config: { name: string; systemDatabaseUrl: string; logLevel: string }): void
  registerWorkflow(work: (id: string) => Promise<void>, config: { name: string }): (id: string) => Promise<void>
  launch(): Promise<void>
  startWorkflow(work: (id: string) => Promise<void>, config: { workflowID: string }): (id: string) => Promise<unknown>
  runStep<T>(step: () => Promise<T>, config: { name: string }): Promise<T>
  recv<T>(topic: string, timeoutSeconds: number): Promise<T | null>
  send(workflow: string, message: unknown, topic: string): Promise<void>
}
const PACKAGE = '@dbos-inc/dbos-sdk'
const WAIT_S = 600

/** DBOS as its guide says: durable steps, `recv` for what people and agencies do. */
export async function dbosEngine(systemDatabaseUrl: string): Promise<Engine> {
  const { DBOS } = (await import(PACKAGE)) as { DBOS: Dbos }
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl, logLevel: 'error' })
  let workflow: ((id: string) => Promise<void>) | undefined
  return {
    launch: async (work) => {
      workflow = DBOS.registerWorkflow(work, { name: 'licence-replace-lost' })
      await DBOS.launch()
    },
    start: async (_work, id) => {
      if (!workflow) throw new Error('the engine was not launched')
      await DBOS.startWorkflow(workflow, { workflowID: id })(id)
    },
    step: (run, name) => DBOS.runStep(run, { name }),
    wait: async (_id, topic) => void (await DBOS.recv(topic, WAIT_S)),
    tell: (id, topic) => DBOS.send(id, { topic }, topic),
  }
}
