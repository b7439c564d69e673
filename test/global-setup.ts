/** Filled by the database launcher: one PostgreSQL for the whole run. */
export default function setup(): void {}
