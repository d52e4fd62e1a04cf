import { existsSync, readFileSync } from "node:fs";
import { allBelow, kindOf, type Victim } from "../../crash/processes";

/** A part of a deployment: the engine with its helpers, the program, or the provider. */
export type Part = Victim;

/** What the processes of a part have cost. */
export interface PartCost {
    /** How many there were. */
    processes: number;
    cpuInMs: number;
    /** The most memory that each has had, added up. */
    memoryInMiB: number;
}

/** What the processes of a deployment have cost, by part. */
export type PartCosts = Readonly<Record<Part, PartCost>>;

/** A process as `/proc` last told. */
interface Seen {
    part: Part;
    ticks: number;
    memoryInKiB: number;
}

const lookEveryInMs = 20;
/** Looking for new processes reads all of the machine's: every so many looks will do, since what a process has cost is told at any time. */
const looksForOneSearch = 5;
/** Linux tells CPU time to programs in ticks of a hundredth of a second, on all machines of today. */
const tickInMs = 10;

/**
 * Watches a process and all that it starts, whoever it is left to, through Linux's `/proc`: an engine ends its helpers without
 * time for a last word, and not all of them are Node.js. What a process does in its last 20 ms may be missed.
 */
export class ProcessWatch {
    private readonly seen = new Map<string, Seen>();
    private readonly running = new Set<number>();
    private readonly timer: NodeJS.Timeout;
    private looks = 0;

    constructor(private readonly pid: number) {
        if (!existsSync("/proc/self/stat")) {
            throw new Error("What processes cost is read from /proc, which this system does not have.");
        }
        this.running.add(pid);
        this.look();
        this.timer = setInterval(() => this.look(), lookEveryInMs);
    }

    /** Ends watching. */
    stop(): void {
        clearInterval(this.timer);
    }

    /** What was seen so far. */
    costs(): PartCosts {
        const costOf = (part: Part): PartCost => {
            const all = [...this.seen.values()].filter((seen) => seen.part === part);
            return {
                processes: all.length,
                cpuInMs: all.reduce((sum, { ticks }) => sum + ticks, 0) * tickInMs,
                memoryInMiB: all.reduce((sum, { memoryInKiB }) => sum + memoryInKiB, 0) / 1024,
            };
        };
        return { engine: costOf("engine"), program: costOf("program"), provider: costOf("provider") };
    }

    private look(): void {
        if (this.looks++ % looksForOneSearch === 0) {
            for (const pid of allBelow(this.pid)) {
                this.running.add(pid);
            }
        }
        for (const pid of this.running) {
            if (!this.note(pid)) {
                this.running.delete(pid);
            }
        }
    }

    /** Notes what a process has cost so far; false when it is gone. */
    private note(pid: number): boolean {
        try {
            const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
            // The name, in brackets, may hold anything; state, parent and the others follow it.
            const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
            const [userTicks, systemTicks, startedAt] = [fields[11], fields[12], fields[19]].map(Number);
            const memory = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
            const key = `${pid} ${startedAt}`;
            const before = this.seen.get(key);
            const part = kindOf(pid);
            // What ends, or has ended and was not waited for, still tells its time, but neither its command nor its memory.
            this.seen.set(key, {
                part: part === "engine" && before ? before.part : part,
                ticks: (userTicks ?? 0) + (systemTicks ?? 0),
                memoryInKiB: memory === undefined ? (before?.memoryInKiB ?? 0) : Number(memory),
            });
            return true;
        } catch {
            return false;
        }
    }
}
