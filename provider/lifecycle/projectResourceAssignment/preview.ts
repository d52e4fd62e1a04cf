import { type AffectedDeployments, affectedDeployments, deploymentNames } from "../../language/deployments";
import { memberIdOf } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import { describeUnlocated } from "../../language/queue/deploymentGuard";
import type { PlanContext } from "../context";
import { ownerOf, type PlannedChange } from "../results";
import { memberKey } from "./check";
import { declaredNow } from "./diff";
import { ownChanges, priorOf, withoutKept } from "./members/keep";
import { permissionOfDeclared, permissionOfOld } from "./members/permission";
import { type ProjectResourceAssignmentState, readPlanned, readState } from "./state";

/** What a warning cannot know, and a person should: the engine tells a provider nothing of what it leaves out. */
const unseenResources =
    "A resource that --target or --exclude leaves out cannot be seen: what it declares is not protected.";

type State = ProjectResourceAssignmentState;

/**
 * Says in one line what an update or replacement does to the members, and warns, by name, of what that destroys. Says nothing unless the
 * program declares the resource now and all is known, and looks at the deployments only if members would be unassigned.
 */
export async function previewChange(
    context: PlanContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
    planned: PlannedChange,
): Promise<void> {
    const old = readState(olds);
    const now = declaredNow(context, readPlanned(news));
    if (!now) {
        return;
    }
    const isReplacement = planned.replaces.length > 0;
    const plan = isReplacement ? replacementOf(context, old, now) : updateOf(context, old, now);
    if (plan.line) {
        context.report.info(`"${ownerOf(now)}": ${plan.line}`);
    }
    if (plan.going.length > 0) {
        await warn(context, old, now, plan.going, isReplacement);
    }
}

/** What is to happen, in a line, and the ids of the members that are unassigned on the way. */
interface MemberPlan {
    line?: string;
    going: string[];
}

function updateOf(context: PlanContext, before: State, now: State): MemberPlan {
    const old = priorOf(before, now);
    const { added, removed, changed } = ownChanges(old, now);
    const touched = new Set([...added, ...changed].map(memberIdOf));
    const kept = now.resources.map(memberIdOf).filter((id) => !touched.has(id));
    const leaving = nobodysElse(context, old, now, removed.map(memberIdOf));
    const own = new Set(leaving);
    const handedOver = removed.map(memberIdOf).filter((id) => !own.has(id));
    const changing = nobodysElse(context, old, now, changed.map(memberIdOf));
    const line = sentence(context, {
        assign: added.map(memberIdOf),
        unassign: leaving,
        "unassign and assign again": changing,
        "leave to another resource": handedOver,
        keep: kept,
    });
    const isChange = added.length + removed.length + changed.length > 0;
    return { line: isChange ? line : undefined, going: [...leaving, ...changing] };
}

function replacementOf(context: PlanContext, old: State, now: State): MemberPlan {
    const going = nobodysElse(context, old, now, withoutKept(old).resources.map(memberIdOf));
    const there = sentence(context, { unassign: going });
    const here = sentence(context, { assign: now.resources.map(memberIdOf) });
    const line = [
        there ? `${there} from ${projectLabel(old)} at ${hostOf(old)}` : "",
        `${here} to ${projectLabel(now)} at ${hostOf(now)}`,
    ];
    return { line: `is replaced: ${line.filter(Boolean).join("; ")}`, going };
}

/** `assign a, b; unassign c`; empty where there is nothing to be done. */
function sentence({ names }: PlanContext, parts: Record<string, readonly string[]>): string {
    return Object.entries(parts)
        .filter(([, ids]) => ids.length > 0)
        .map(([verb, ids]) => `${verb} ${names.list(ids)}`)
        .join("; ");
}

/** Unassigning deletes all deployments of the project on the resource: a person should read that before saying yes. */
async function warn(
    context: PlanContext,
    old: State,
    now: State,
    going: readonly string[],
    isReplacement: boolean,
): Promise<void> {
    const { allowed, advice } = isReplacement ? permissionOfOld(context, old) : permissionOfDeclared(context, now);
    const unassign = `unassign ${context.names.list(going)} from ${projectLabel(old)}`;
    const deployments = await context.lookups.deployments(old);
    const consequence =
        deployments instanceof Error
            ? unseen(deployments, allowed, advice)
            : seen(affectedDeployments(deployments, going), allowed, advice);
    const warning = `"${ownerOf(now)}" will ${unassign}${consequence}`;
    context.report.warn(context.lookups.isFirstWarning() ? `${ended(warning)} ${unseenResources}` : warning);
}

function unseen({ message }: Error, allowed: boolean, advice: string): string {
    const rule = allowed
        ? "which deletes all of the project's deployments there"
        : "which is refused where the project has deployments there";
    return `, ${rule}. They could not be looked up: ${message}${allowed ? "" : ` ${advice}`}`;
}

function seen({ deleted, unlocated }: AffectedDeployments, allowed: boolean, advice: string): string {
    const also = unlocated.length > 0 ? ` (${describeUnlocated(unlocated)}: what is there is deleted too)` : "";
    if (deleted.length === 0) {
        return unlocated.length > 0 ? also : "; no deployment is there.";
    }
    return allowed
        ? `, which deletes ${deploymentNames(deleted)}${also}.`
        : `, which would delete ${deploymentNames(deleted)}${also}, and is refused. ${advice}`;
}

function ended(sentence: string): string {
    return sentence.endsWith(".") ? sentence : `${sentence}.`;
}

/** The members that are unassigned: those that no other resource of this run, as far as it has registered, declares. */
function nobodysElse(context: PlanContext, old: State, now: State, ids: readonly string[]): string[] {
    return ids.filter((id) => context.members.otherOwner(memberKey(old, id), ownerOf(now)) === undefined);
}

function hostOf({ endpoint }: State): string {
    return new URL(endpoint).host;
}
