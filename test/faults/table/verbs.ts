import type { Harness } from "../../harness/harness";
import type { RunReport } from "../../harness/runReport";
import type { Program } from "../../harness/stackState";
import { assignmentProgram, bindingProgram, member } from "../support/programs";
import type { SiteName } from "./sites";

/** What is done to a stack while a fault strikes. */
export type VerbName = "create" | "update" | "reassign" | "rebind" | "delete" | "read";

/** A verb: where it comes from, where it goes, and the call sites that it passes. */
export interface Verb {
    name: VerbName;
    /** What is up before; undefined: nothing. */
    before?: Program;
    /** What is declared, during the fault and after it. */
    declared: Program;
    sites: readonly SiteName[];
}

const looks: SiteName[] = ["language token", "list", "later page"];
const assigns: SiteName[] = ["assign", "assign job", "list after assign"];
const unassigns: SiteName[] = ["unassign", "unassign job", "list after unassign"];
const midAssign: SiteName[] = [
    "later look at the assign job",
    "language token during the assign job",
    "later page after assign",
];
const midUnassign: SiteName[] = [
    "later look at the unassign job",
    "language token during the unassign job",
    "later page after unassign",
];
const binds: SiteName[] = ["bind", "get after bind"];
const unbinds: SiteName[] = ["unbind", "get after unbind"];

/** The verbs of an assignment. Every job has two members, so that one can complete in part. */
export function assignmentVerbs(endpoint: string): Verb[] {
    const up = assignmentProgram(endpoint, [member("one"), member("two"), member("three")]);
    const swapped = assignmentProgram(endpoint, [member("three"), member("four"), member("five")]);
    const moved = assignmentProgram(endpoint, [member("one", "eastus"), member("two", "eastus"), member("three")]);
    return [
        { name: "create", declared: up, sites: [...looks, ...assigns, ...midAssign] },
        {
            name: "update",
            before: up,
            declared: swapped,
            sites: [...looks, "deployments", ...assigns, ...midAssign, ...unassigns],
        },
        { name: "reassign", before: up, declared: moved, sites: [...unassigns, ...assigns, ...midUnassign] },
        { name: "delete", before: up, declared: up, sites: [...looks, "deployments", ...unassigns, ...midUnassign] },
        { name: "read", before: up, declared: up, sites: looks },
    ];
}

/** The verbs of a binding, alone or as many as make a `$batch`. */
export function bindingVerbs(graphEndpoint: string, count = 1): Verb[] {
    const names = (prefix: string) => [0, 1, 2].slice(0, count).map((index) => `${prefix}${index}@contoso.com`);
    const up = bindingProgram(graphEndpoint, names("room"));
    const moved = bindingProgram(graphEndpoint, names("hall"));
    const alone = count === 1;
    const gets: SiteName[] = alone ? ["graph token", "get"] : ["batch of gets", "batched get"];
    const on: SiteName[] = alone
        ? binds
        : ["batch of binds", "batched bind", "batch of gets after binds", "batched get after bind"];
    const off: SiteName[] = alone
        ? unbinds
        : ["batch of unbinds", "batched unbind", "batch of gets after unbinds", "batched get after unbind"];
    return [
        { name: "create", declared: up, sites: [...gets, ...on] },
        { name: "rebind", before: up, declared: moved, sites: [...gets, ...off, ...on] },
        { name: "delete", before: up, declared: up, sites: [...gets, ...off] },
        { name: "read", before: up, declared: up, sites: gets },
    ];
}

/** Runs a verb as the engine would. */
export function runVerb(harness: Harness, { name, declared }: Verb): Promise<RunReport> {
    if (name === "read") {
        return harness.refresh();
    }
    return name === "delete" ? harness.destroy() : harness.up(declared);
}
