import { isoNow } from "../../core/clock";
import { toProperties } from "../../core/json";
import { findMember, idSet, memberIdOf, type ResourceMetadata } from "../../language/members";
import type { ChangeResult, ProjectChange } from "../../language/queue/change";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { partial, sayAdopted } from "./create";
import {
    keptAfter,
    keptMembers,
    memberHash,
    otherRegions,
    ownChanges,
    priorOf,
    sayTakenOver,
    warnOfKeptDomains,
    withoutKept,
} from "./members/keep";
import { noteHeld, submitNoted, unverifiedOf } from "./members/ownership";
import { permissionOfDeclared } from "./members/permission";
import { settlePending, withPendingJob } from "./members/settle";
import { finished, restoreClaimed, sayTakeovers, takeoversOf } from "./members/takeover";
import {
    type MemberChanges,
    type ProjectResourceAssignmentState,
    readState,
    type StoredPending,
    stateAfter,
    storedPending,
} from "./state";

/**
 * The state of an update that failed midway, with what the job of an earlier run may still do. Members that a lost assign may yet add, and
 * that this run was to unassign, are not forgotten; nor is that a lost unassign may yet take away members that are declared again.
 */
export function withUnverified(
    state: ProjectResourceAssignmentState,
    old: ProjectResourceAssignmentState,
    unverified: readonly string[],
): ProjectResourceAssignmentState {
    const { pending } = old;
    const isAssign = pending?.verb === "assign";
    const ids = idSet(unverified);
    const forgotten = old.resources.filter(
        ({ azureResourceId: id }) => isAssign && ids.has(id) && !findMember(state.resources, id),
    );
    const open = isAssign ? forgotten.map(memberIdOf) : unverified;
    if (!pending || open.length === 0) {
        return state;
    }
    return {
        ...state,
        resources: [...state.resources, ...forgotten],
        pending: storedPending(mergedPending(state.pending, pending, open), state),
    };
}

/** One note for both jobs: which of them does what cannot be told any more. Without members it means all. */
function mergedPending(now: StoredPending | undefined, old: StoredPending, ids: readonly string[]): StoredPending {
    const { verb, since } = old;
    if (!now) {
        return old.members ? { ...old, members: [...ids] } : old;
    }
    return now.members ? { verb, since, members: [...now.members, ...ids] } : { verb, since };
}

type State = ProjectResourceAssignmentState;

/**
 * Brings the project from what is remembered to what is declared: assigns members that were added (or are missing), unassigns those that
 * were removed, and unassigns and assigns again those whose region or domain changed. Any other change calls nothing.
 * `id` is the one that the engine knows the resource by. Default: a new resource's.
 * @throws PartialError when the project was, or may have been, changed; after any other error the old state holds.
 */
export async function update(
    context: LifecycleContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
    id?: string,
): Promise<Record<string, unknown>> {
    const now = readState(news);
    const old = priorOf(readState(olds), now);
    const ownedSince = old.ownedSince ?? isoNow(context.clock);
    const changes = ownChanges(old, now);
    refuseOtherRegions(context, old, now);
    warnOfKeptDomains(context, old, now);
    sayTakenOver(context, readState(olds), now);
    if (!old.pending && isEmpty(changes)) {
        noteHeld(context, { ...now, ownedSince });
        return toProperties({ ...now, ...quietlyKept(old, now), ownedSince });
    }
    const deadline = deadlineOf("update", now.timeouts, context.clock, context.signal);
    const { unverified: unsettled, job } = await settlePending(context, old, now.resources, deadline);
    const prior = withPendingJob(old, job);
    const work = workOf(context, old, now, changes);
    const isSaved = ({ error, effective }: ChangeResult) => !error || effective;
    const after = (seen: ChangeResult) => ({
        ...stateAfter(now, seen, prior),
        ownedSince,
        kept: keptAfter(context, now, seen.before ?? [], old),
    });
    const unverified = [...unsettled, ...unverifiedOf(context, now)];
    const outcome = await submitNoted(context, { ...work, unverified, deadline }, (seen) =>
        isSaved(seen) ? after(seen) : undefined,
    );
    const takeovers = await takeoversOf(context, now, outcome.claimed, deadline);
    const state = after({ ...outcome, claimed: finished(takeovers) });
    sayTakeovers(context, now, takeovers);
    if (isSaved(outcome)) {
        sayAdopted(context, now, state, outcome, old);
    }
    const lost = outcome.error ? undefined : await failureToRestore(context, now, changes, deadline);
    if (lost) {
        // The next run looks again what others declare of it.
        const { since, members } = lost;
        throw partial({ ...state, pending: storedPending({ verb: "unassign", since, members }, now) }, lost.error, id);
    }
    if (outcome.error) {
        throw outcome.effective ? partial(withUnverified(state, old, unsettled), outcome.error, id) : outcome.error;
    }
    return toProperties(state);
}

/** What the state of a resource keeps that was only noted anew. */
function quietlyKept(old: State, now: State) {
    const { predecessors, lastAssignJob, lastUnassignJob } = old;
    const hashes = keptMembers({ ...old, resources: now.resources }).map((member) =>
        memberHash(member.azureResourceId),
    );
    return { predecessors, lastAssignJob, lastUnassignJob, kept: hashes.length > 0 ? hashes : undefined };
}

/** Refuses, before anything is sent, another region for a member that is kept, as far as the state knows its region. */
function refuseOtherRegions(context: LifecycleContext, old: State, now: State): void {
    const kept = keptMembers(old);
    const error = otherRegions(context, now, declaredOf(now, kept), kept);
    if (error) {
        throw error;
    }
}

function declaredOf(now: State, members: readonly ResourceMetadata[]): ResourceMetadata[] {
    return now.resources.filter((member) => findMember(members, member.azureResourceId));
}

function workOf(
    context: LifecycleContext,
    old: State,
    now: State,
    { removed, changed }: MemberChanges,
): Omit<ProjectChange, "deadline" | "unverified"> {
    const own = withoutKept(old).resources;
    const others = now.resources.filter((member) => !findMember(own, member.azureResourceId));
    return {
        project: now,
        owner: ownerOf(now),
        assign: now.resources.filter(({ azureResourceId }) => !findMember(changed, azureResourceId)),
        reassign: changed,
        unassign: removed.map(memberIdOf),
        judge: now.existing === "keep" ? (list) => otherRegions(context, now, others, list) : undefined,
        permission: () => permissionOfDeclared(context, now),
    };
}

/** The error that kept members from being assigned again that this update unassigned before others declared them. */
async function failureToRestore(
    context: LifecycleContext,
    now: State,
    { removed }: MemberChanges,
    deadline: ProjectChange["deadline"],
): Promise<{ error: Error; members: string[]; since: string } | undefined> {
    const members = removed.map(memberIdOf);
    try {
        await restoreClaimed(context, now, { ids: members, isUnverified: false }, deadline);
        return undefined;
    } catch (error) {
        const since = isoNow(context.clock);
        return { error: error instanceof Error ? error : new Error(String(error)), members, since };
    }
}

function isEmpty({ added, removed, changed }: MemberChanges): boolean {
    return added.length + removed.length + changed.length === 0;
}
