import { readdirSync, readFileSync } from "node:fs";

/** A part of a deployment that can die. */
export type Victim = "engine" | "provider" | "program";

const commands: Readonly<Record<Exclude<Victim, "engine">, RegExp>> = {
    provider: /@pulumi\/pulumi\/cmd\/dynamic-provider|pulumi-resource-azure-assignments/,
    program: /@pulumi\/pulumi\/cmd\/run(?:\/|\0|$)/,
};

/** The process ids of a kind below a process, children's children included. */
export function processesBelow(pid: number, kind: Exclude<Victim, "engine">): number[] {
    return allBelow(pid).filter((id) => kindOf(id) === kind);
}

/** Which part of a deployment a process is, by its command line; the engine's helpers count as the engine. */
export function kindOf(pid: number): Victim {
    const command = readOrEmpty(`/proc/${pid}/cmdline`);
    return (["provider", "program"] as const).find((kind) => commands[kind].test(command)) ?? "engine";
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

/** The process ids below a process, children's children included. */
export function allBelow(pid: number): number[] {
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

function readOrEmpty(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
