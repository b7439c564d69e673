import { expect } from 'vitest'
import * as api from '#api/accounts.ts'
import { type DemoKey, demoPerson } from '#sandbox/world/demo-people.ts'
import type { Visitor } from './people.ts'
import type { TestHouse } from './start-house.ts'

/** A visitor who has asked for a code; gives the code that came. Numbers that end in four noughts cannot be reached in the sandbox. */
export async function asked(h: TestHouse, mobile: string): Promise<{ who: Visitor; code: string }> {
  const who = h.anyone()
  expect((await who.call(api.requestCode, { body: { mobile } })).status).toBe(200)
  return { who, code: await h.codeFor(mobile) }
}

/** What somebody who comes for the first time says of themselves. */
export function realName(key: DemoKey): { name: string; idNumber: string } {
  const { name, idNumber } = demoPerson(key)
  return { name, idNumber }
}
