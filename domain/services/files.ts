// The one file of the domain that reads: the catalogue is its folders (docs/adr/0008-catalogue-is-a-folder.md).
// oxlint-disable-next-line no-restricted-imports -- as said above
import { readdirSync } from 'node:fs'
import { CATEGORIES, type Service } from '../service.ts'

/**
 * Every service item there is: the files of the category folders beside this one, and those of the folder named by the setting
 * SERVICES_DIR, where a city keeps items of its own. A file of a category folder that declares no item stops the start.
 */
export async function serviceFiles(): Promise<Service[]> {
  const own = process.env['SERVICES_DIR']
  const folders = CATEGORIES.map((category) => new URL(`./${category}/`, import.meta.url))
  return (await Promise.all([...folders, ...(own ? [folderUrl(own)] : [])].map(servicesIn))).flat()
}

/** The items of one folder. Their files must lie inside the installation, so that `#domain/…` means the house's own parts. */
export async function servicesIn(folder: URL): Promise<Service[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return Promise.all(names.toSorted().map((name) => serviceOf(new URL(name, folder))))
}

async function serviceOf(file: URL): Promise<Service> {
  const given: unknown = await import(file.href)
  const found = Object.values(Object(given)).find(isService)
  if (!found) throw new Error(`${file.pathname} declares no service item: it must export what defineService() gives`)
  return found
}

const isService = (value: unknown): value is Service =>
  typeof value === 'object' && value !== null && 'code' in value && 'version' in value && 'steps' in value

const folderUrl = (path: string): URL => new URL(`${path.replace(/\/*$/, '')}/`, `file://${process.cwd()}/`)
