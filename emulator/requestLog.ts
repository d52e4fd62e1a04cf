import type { Incoming } from "./http/incoming.js";

/** One request as the state shows it. */
export interface RequestEntry {
    readonly method: string;
    /** Path and query as they were sent. */
    readonly path: string;
    /** The status that was answered; 0 while none was sent, and for good where the connection ended without one. */
    status: number;
    /** When it arrived, in milliseconds since 1970 by the emulator's clock. */
    readonly at: number;
    /** True for an inner request of a `$batch`; otherwise absent. */
    readonly batch?: true;
}

/** Every request to the services and the token endpoint, in the order of arrival; control calls are not listed. */
export class RequestLog {
    private entries: RequestEntry[] = [];

    /** Lists a request that has just arrived; the caller sets its status when it answers. */
    begin(incoming: Incoming, at: number): RequestEntry {
        const { method, path } = incoming;
        const entry: RequestEntry = { method, path, status: 0, at, ...(incoming.batch ? { batch: true } : {}) };
        this.entries.push(entry);
        return entry;
    }

    /** Returns copies of all entries. */
    list(): RequestEntry[] {
        return this.entries.map((entry) => ({ ...entry }));
    }

    /** Forgets all entries. */
    clear(): void {
        this.entries = [];
    }
}
