/** Loopback of either family, also as an IPv6 socket names an IPv4 one. */
const OWN_MACHINE = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/

/** Whether a request comes from this very machine: a demo, a proxy that TRUST_PROXY does not name yet, a machine of the hall. */
export const isOwnMachine = (address: string): boolean => OWN_MACHINE.test(address)
