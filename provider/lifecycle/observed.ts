/** What refresh found: nothing, or the resource as it is. */
export type Observed = undefined | { id: string; state: Record<string, unknown>; inputs: Record<string, unknown> };
