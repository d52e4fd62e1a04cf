import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import type { LiveTarget } from "./liveArguments";

/** What a run is about to change, or has changed: enough to take it back, and no secret. */
export interface JournalEntry {
    version: 1;
    /** When the change was about to be sent, ISO 8601. */
    startedAt: string;
    target: LiveTarget;
    /** The assign job, once the service has named it. */
    jobId?: string;
}

/** A small file that outlives a run that is killed: written before anything is changed, removed when that is taken back. */
export class Journal {
    constructor(readonly path: string) {}

    /** What an earlier run has left; undefined where it left nothing. */
    read(): JournalEntry | undefined {
        if (!existsSync(this.path)) {
            return undefined;
        }
        const entry = JSON.parse(readFileSync(this.path, "utf8")) as JournalEntry;
        if (entry.version !== 1 || !["project", "device"].includes(entry.target?.kind)) {
            throw new Error(`${this.path} is no journal of a live check`);
        }
        return entry;
    }

    /** Replaces the file as a whole, and is back only when it is on the disk. */
    write(entry: JournalEntry): void {
        const draft = `${this.path}.new`;
        const file = openSync(draft, "w", 0o600);
        writeSync(file, `${JSON.stringify(entry, undefined, 2)}\n`);
        fsyncSync(file);
        closeSync(file);
        renameSync(draft, this.path);
    }

    /** Nothing is left. */
    remove(): void {
        rmSync(this.path, { force: true });
    }
}
