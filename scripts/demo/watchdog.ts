import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import type { Writable } from "node:stream";

interface ProcessRow {
    id: number;
    parent: number;
}

/*
 * As a program of its own: reads process ids, one a line, as long as its standard input is open. When that ends because the
 * demo was killed, it ends the process that was named last, with all that this started: Pulumi's language host would stay
 * for ever. An empty line says that there is none.
 */
if (require.main === module) {
    let text = "";
    process.stdin.setEncoding("utf8").on("data", (part: string) => {
        text += part;
    });
    process.stdin.on("end", () => {
        const pid = Number(text.split("\n").at(-2));
        for (const id of pid > 0 ? [pid, ...processesBelow(pid, processTable())] : []) {
            endProcess(id);
        }
    });
}

function processesBelow(pid: number, table: readonly ProcessRow[]): number[] {
    const children = table.filter(({ parent }) => parent === pid);
    return children.flatMap(({ id }) => [id, ...processesBelow(id, table)]);
}

function processTable(): ProcessRow[] {
    try {
        const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).matchAll(/(\d+) +(\d+)/g);
        return [...rows].map(([, id, parent]) => ({ id: Number(id), parent: Number(parent) }));
    } catch {
        // A system without ps: Pulumi's processes but one end by themselves.
        return [];
    }
}

function endProcess(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch {
        // It has ended by itself.
    }
}

/** Sees to it that no engine outlives the demo, even when the demo itself is killed and can do nothing any more. */
export class Watchdog {
    private readonly child: ChildProcess;

    constructor() {
        this.child = spawn(process.execPath, [__filename], { stdio: ["pipe", "ignore", "ignore"], detached: true });
        this.child.unref();
        // Nothing is lost when it is gone already.
        this.input.on("error", () => undefined);
    }

    /** Names the process that must not outlive the demo; none when undefined. */
    watch(pid: number | undefined): void {
        this.input.write(`${pid ?? ""}\n`);
    }

    /** Lets it go. */
    dismiss(): void {
        this.watch(undefined);
        this.input.end();
    }

    private get input(): Writable {
        if (!this.child.stdin) {
            throw new Error("The watchdog has no input.");
        }
        return this.child.stdin;
    }
}
