import { Deadline } from "#provider/core/deadline";
import { findMember } from "#provider/language/members";
import type { ProjectAddress } from "#provider/language/projectAddress";
import type { ChangedMember, ProjectChange } from "#provider/language/queue/change";
import { ExistsError } from "#provider/lifecycle/projectResourceAssignment/members/keep";
import type { MemoryBench } from "../../../harness/bench/memoryBench";
import { arm, member } from "../../../harness/bench/samples";

/** What one resource wants of the project, in short: accounts by name. */
export interface Wanted {
    owner?: string;
    assign?: readonly string[];
    reassign?: readonly ChangedMember[];
    unassign?: readonly string[];
    unverified?: readonly string[];
    refuseExisting?: readonly string[];
    deleteDeployments?: boolean;
    limitInMs?: number;
    signal?: AbortSignal;
    project?: Partial<ProjectAddress>;
}

/** The project of a bench. */
export function projectOf(bench: MemoryBench, change: Partial<ProjectAddress> = {}): ProjectAddress {
    return {
        endpoint: bench.emulator.url,
        projectName: "EmailApp",
        projectKind: "conversations",
        apiVersion: "2022-10-01-preview",
        ...change,
    };
}

/** Work for a bench's project; it has half an hour unless it says otherwise. */
export function projectChange(bench: MemoryBench, wanted: Wanted): ProjectChange {
    const {
        owner = "email-app",
        assign = [],
        reassign = [],
        unassign = [],
        unverified = [],
        refuseExisting = [],
    } = wanted;
    return {
        project: projectOf(bench, wanted.project),
        owner,
        assign: assign.map((account) => member(account)),
        reassign,
        unassign: unassign.map(arm),
        unverified: unverified.map(arm),
        judge: refuseExisting.length > 0 ? judgeBy(refuseExisting) : undefined,
        permission: () => ({ allowed: wanted.deleteDeployments ?? false, advice: "Say that they may go." }),
        deadline: new Deadline(bench.clock, wanted.limitInMs ?? 1_800_000, wanted.signal),
    };
}

function judgeBy(refused: readonly string[]): ProjectChange["judge"] {
    return (list) => {
        const there = refused.filter((account) => findMember(list, arm(account)));
        return there.length > 0 ? new ExistsError("the project", there.join()) : undefined;
    };
}

/** A member whose custom domain, or region alone, is to change. */
export function changed(account: string, change: { region?: string; customDomain?: string }): ChangedMember {
    return { ...member(account), ...change, domainChanged: change.customDomain !== undefined };
}
