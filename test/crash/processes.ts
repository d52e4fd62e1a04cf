import { readdirSync, readFileSync } from "node:fs";

/** A part of a deployment that can die. */
export type Victim = "engine" | "provider" | "program";

const commands: Readonly<Record<Exclude<Victim, "engine">, RegExp>> = {
    provider: /@pulumi\/pulumi\/cmd\/dynamic-provider|pulumi-resource-azure-assignments/,
    program: /@pulumi\/pulumi\/cmd\/run(?:\/|\0|$)/,
};

/** The process ids of a kind below a process, children's children included. */
export function processesBelow(pid: number, kind: Exclude<Victim, "engine">): number[] {
    return allBelow(pid).filter((id) => commands[kind].test(commandOf(id)));
}

/** Signals a process and what is below it in the same process group: all that a terminal's Ctrl-C would reach. */
export function signalAsTerminal(pid: number, signal: NodeJS.Signals): void {
    const group = groupOf(pid);
    for (const id of [pid, ...allBelow(pid).filter((below) => groupOf(below) === group)]) {
        process.kill(id, signal);
    }
}

/** Whether a process still runs; one that has ended and was not waited for does not. */
export function isAlive(pid: number): boolean {
    return parentOf(pid) !== undefined && !/^\d+ \(.*\) Z/s.test(statOf(pid));
}

function allBelow(pid: number): number[] {
    const parents = new Map(allProcesses().map((id) => [id, parentOf(id)]));
    const isBelow = (id: number): boolean => {
        const parent = parents.get(id);
        return parent !== undefined && parent > 0 && (parent === pid || isBelow(parent));
    };
    return [...parents.keys()].filter(isBelow);
}

function allProcesses(): number[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number);
}

function parentOf(pid: number): number | undefined {
    const match = /^\d+ \(.*\) \S (\d+)/s.exec(statOf(pid));
    return match ? Number(match[1]) : undefined;
}

function groupOf(pid: number): number | undefined {
    const match = /^\d+ \(.*\) \S \d+ (\d+)/s.exec(statOf(pid));
    return match ? Number(match[1]) : undefined;
}

function statOf(pid: number): string {
    return readOrEmpty(`/proc/${pid}/stat`);
}

function commandOf(pid: number): string {
    return readOrEmpty(`/proc/${pid}/cmdline`);
}

function readOrEmpty(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
