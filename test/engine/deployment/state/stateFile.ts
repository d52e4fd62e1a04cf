import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { StoredOperation, StoredResource } from "../../stackState";

/** One change of the state. Numbers name resources and operations; they are given by whoever appends. */
export type JournalRecord =
    | { put: number; resource: StoredResource }
    | { remove: number }
    | { begin: number; operation: StoredOperation }
    | { end: number };

/** A whole state. */
export interface StateContents {
    resources: StoredResource[];
    pendingOperations: StoredOperation[];
}

interface BaseFile extends StateContents {
    /** Says which journal continues this file. */
    generation: number;
}

/** Resources and operations by number. */
export interface NumberedState {
    resources: Map<number, StoredResource>;
    operations: Map<number, StoredOperation>;
}

/**
 * A state on disk: `state.json`, and a journal with a line for each change since. A line is one write, so that a killed
 * process loses nothing that it reported as done, and a thousand resources do not mean a thousand whole files.
 */
export class StateFile {
    private generation = 0;
    private journal: number | undefined;

    constructor(private readonly folder: string) {}

    /** Reads base and journal; an absent state is empty. A last line cut short by a kill is dropped. */
    read(): NumberedState {
        const file = path.join(this.folder, "state.json");
        const base: Partial<BaseFile> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
        this.generation = base.generation ?? 0;
        const state: NumberedState = {
            resources: new Map((base.resources ?? []).entries()),
            operations: new Map((base.pendingOperations ?? []).entries()),
        };
        const journal = existsSync(this.journalPath()) ? readFileSync(this.journalPath(), "utf8") : "";
        for (const line of journal.split("\n").slice(0, -1)) {
            for (const record of JSON.parse(line) as JournalRecord[]) {
                apply(record, state);
            }
        }
        return state;
    }

    /** Makes the changes durable together. */
    append(records: JournalRecord[]): void {
        this.journal ??= openSync(this.journalPath(), "a");
        writeSync(this.journal, `${JSON.stringify(records)}\n`);
    }

    /** Replaces base and journal by a new base, atomically. */
    replace(contents: StateContents): void {
        this.close();
        const old = this.journalPath();
        this.generation += 1;
        const base: BaseFile = { generation: this.generation, ...contents };
        const temporary = path.join(this.folder, "state.json.new");
        writeFileSync(temporary, `${JSON.stringify(base, null, 2)}\n`);
        renameSync(temporary, path.join(this.folder, "state.json"));
        rmSync(old, { force: true });
    }

    /** Closes the journal; what it holds stays. */
    close(): void {
        if (this.journal !== undefined) {
            closeSync(this.journal);
            this.journal = undefined;
        }
    }

    private journalPath(): string {
        return path.join(this.folder, `journal-${this.generation}.jsonl`);
    }
}

function apply(record: JournalRecord, state: NumberedState): void {
    if ("put" in record) {
        state.resources.set(record.put, record.resource);
    } else if ("remove" in record) {
        state.resources.delete(record.remove);
    } else if ("begin" in record) {
        state.operations.set(record.begin, record.operation);
    } else {
        state.operations.delete(record.end);
    }
}
