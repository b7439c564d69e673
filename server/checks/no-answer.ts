/** An agency did not answer, or is still looking: its checks have no outcome yet, the case waits and asks again. Spoils no other check. */
export class NoAnswer extends Error {}
