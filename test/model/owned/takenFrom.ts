import type { EmulatorState, JobState } from "#emulator/index";
import type { Snapshot } from "../world/snapshot";
import { deviceOfAction, isForeign, memberKeyOf } from "../world/universe";
import type { Owned } from "./owned";

/** What this stack has done at the services: its jobs, and all requests. */
export type Happened = Pick<EmulatorState, "jobs" | "requests">;

/** What this stack has done since a snapshot. */
export function stackSince({ jobs, requests }: EmulatorState, since: Snapshot): Happened {
    const isForeignJob = ({ resources }: JobState) => resources.some((id) => isForeign(memberKeyOf("", id)));
    return {
        jobs: jobs.slice(since.jobs).filter((job) => !isForeignJob(job)),
        requests: requests.slice(since.requests),
    };
}

/**
 * The keys that a run has taken from resources that it left out, which still have them in their states. It cannot be helped: the engine shows the
 * provider nothing of what `--target` or `--exclude` leaves out, so a member that moves is unassigned, or a device bound to another
 * account, though such a resource has it; refresh is the repair (docs/ownership.md, "What a run cannot see"). Nothing else of theirs may be touched.
 */
export function takenFrom(leftOut: readonly string[], { members, devices }: Owned, happened: Happened): string[] {
    const unassigned = happened.jobs
        .filter(({ kind }) => kind === "unassign")
        .flatMap(({ project, resources }) => resources.map((id) => memberKeyOf(project, id)));
    const changed = new Set([...unassigned, ...happened.requests.map(({ path }) => deviceOfAction(path))]);
    const isTheirs = ([, owners]: [string, readonly { owner: string }[]]) =>
        owners.some(({ owner }) => leftOut.includes(owner));
    return [...[...members].filter(isTheirs), ...[...devices].filter(isTheirs)]
        .map(([key]) => key)
        .filter((key) => changed.has(key));
}
