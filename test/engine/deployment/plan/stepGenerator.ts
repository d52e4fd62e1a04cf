import { createUrn } from "../../urn";
import type { Context } from "../context";
import type { Goal, Registered } from "../program/goal";
import { isProviderType } from "../providers/providers";
import { ReportedError } from "../reportedError";
import { type PropertyMap, redacted, sameValue, withoutUnknowns } from "../state/property";
import { needs } from "../state/resourceGraph";
import { newResourceState, type ResourceState } from "../state/resourceState";
import { createStep } from "../steps/createStep";
import { deleteStep } from "../steps/deleteStep";
import { importStep } from "../steps/importStep";
import { replaceStep } from "../steps/replaceStep";
import { sameStep, skippedCreateStep } from "../steps/sameStep";
import type { Step, Told } from "../steps/step";
import { updateStep } from "../steps/updateStep";
import { diffResource, type Verdict } from "./diffResource";
import { formerUrns } from "./findOld";
import { ignoreInputs } from "./ignoreChanges";
import { replacedDependents } from "./replacedDependents";
import { replaceOnChanges } from "./replaceOnChanges";

/** Decides, one declaration after the other, what is to be done with resources. */
export class StepGenerator {
    /** Resources as the operation found them, by URN; replaced ones are left out. */
    private readonly olds = new Map<string, ResourceState>();
    /** Declarations of this run, by URN. */
    private readonly goals = new Map<string, Goal>();
    /** Old resources that a declaration of this run has taken up. */
    private readonly takenUp = new Set<ResourceState>();
    /** Old URN of what was found under an alias, by present URN. */
    private readonly renamed = new Map<string, string>();
    /** Old resources that were deleted because something they depend on is replaced, by URN. */
    private readonly deletedForReplacement = new Map<string, ResourceState>();

    /** URNs of declared resources that are not there and that the operation is not for. */
    private readonly skippedCreates = new Set<string>();

    constructor(
        private readonly context: Context,
        /** True for a destroy that runs the program: nothing is made, everything goes. */
        private readonly isDestroy: boolean,
    ) {
        for (const state of context.state.resources()) {
            if (!state.delete) {
                this.olds.set(state.urn, state);
            }
        }
    }

    /** The steps for one declaration; `done` tells the program when the last of them has succeeded. */
    async register(goal: Goal, done: (result: Registered) => void): Promise<Step[]> {
        const urn = this.newUrn(goal);
        const old = this.takeUp(goal, urn);
        const state = this.newState(goal, urn);
        const tell: Told = (outcome) => done({ urn, id: state.id, outputs: state.outputs, outcome });
        if (!this.context.selection.includes(urn)) {
            return [this.leaveOut(old, state, done)];
        }
        const steps = await this.stepsFor(goal, old, state, tell, done);
        this.refuseSkippedNeeds(steps);
        return steps;
    }

    /** What this run has not declared, and what it has replaced. */
    undeclared(): ResourceState[] {
        return this.context.state
            .resources()
            .filter((state) => state.delete || this.isDestroy || !this.isDeclared(state));
    }

    /** Leaves a declared resource that the operation is not for as it is, without a word to its provider. */
    private leaveOut(old: ResourceState | undefined, state: ResourceState, done: (result: Registered) => void): Step {
        if (old) {
            const kept = { ...old };
            return sameStep(this.context, old, kept, () => done(kept));
        }
        this.skippedCreates.add(state.urn);
        return skippedCreateStep(state, () => done(state));
    }

    /** Nothing can depend on a resource that is not there and that the operation is not for. */
    private refuseSkippedNeeds(steps: Step[]): void {
        for (const { urn, subject } of steps) {
            const missing = needs(subject).find((needed) => this.skippedCreates.has(needed));
            if (missing !== undefined && this.context.selection.isConstrained) {
                const message = `Resource '${urn}' depends on '${missing}' which was was not specified in --target list.`;
                this.context.report.error(message, urn);
                throw new ReportedError(message);
            }
        }
    }

    private async stepsFor(
        goal: Goal,
        old: ResourceState | undefined,
        state: ResourceState,
        tell: Told,
        done: (result: Registered) => void,
    ): Promise<Step[]> {
        const { urn } = state;
        if (this.isDestroy && goal.custom) {
            const kept = { ...state, inputs: old?.inputs ?? state.inputs };
            const tellKept = () => done({ urn, id: kept.id, outputs: kept.outputs });
            return [old ? sameStep(this.context, old, kept, tellKept) : skippedCreateStep(kept, tellKept)];
        }
        if (this.deletedForReplacement.delete(urn) && old) {
            await this.check(state, {}, goal.inputs);
            return [replaceStep(state), createStep(this.context, state, tell, { old, deleteLater: false })];
        }
        if (old && this.context.selection.isReplaced(urn, old)) {
            await this.check(state, {}, goal.inputs);
            this.refuseIfProtected(old, state);
            return this.replace(goal, old, state, false, tell);
        }
        if (goal.importId && old?.id !== goal.importId && old?.importID !== goal.importId) {
            return [importStep(this.context, state, goal.importId, tell)];
        }
        const wanted = old ? ignoreInputs(goal.inputs, old.inputs, goal.ignoreChanges) : goal.inputs;
        await this.check(state, old?.inputs ?? {}, wanted);
        return old ? this.change(goal, old, state, tell) : [createStep(this.context, state, tell)];
    }

    private isDeclared(state: ResourceState): boolean {
        return this.context.providers.isNeeded(state.urn) || this.goals.has(state.urn) || this.takenUp.has(state);
    }

    private newUrn(goal: Goal): string {
        const { project, stack, report } = this.context;
        const urn = createUrn(stack, project, goal.type, goal.name, goal.parent);
        if (this.goals.has(urn)) {
            const message = `Duplicate resource URN '${urn}'; try giving it a unique name`;
            report.error(message, urn);
            throw new ReportedError(message);
        }
        this.goals.set(urn, goal);
        return urn;
    }

    private takeUp(goal: Goal, urn: string): ResourceState | undefined {
        const former = formerUrns(goal, urn, this.renamed).find((candidate) => this.olds.has(candidate));
        const old = former === undefined ? undefined : this.olds.get(former);
        if (old !== undefined && former !== undefined) {
            this.takenUp.add(old);
            if (former !== urn) {
                this.renamed.set(urn, former);
            }
        }
        return old;
    }

    private newState(goal: Goal, urn: string): ResourceState {
        const parentGoal = this.goals.get(goal.parent);
        goal.protect ??= parentGoal?.protect;
        goal.retainOnDelete ??= parentGoal?.retainOnDelete;
        const { deleteBeforeReplace: _order, aliases: _aliases, name: _name, importId, ...declared } = goal;
        return newResourceState({
            ...declared,
            importID: importId,
            urn,
            protect: goal.protect ?? false,
            retainOnDelete: goal.retainOnDelete ?? false,
            provider: this.providerOf(goal),
        });
    }

    /** A provider has none; a resource has the one that it names, or its package's default one. */
    private providerOf({ custom, type, provider }: Goal): string {
        return !custom || isProviderType(type) ? "" : provider || this.context.providers.register(type);
    }

    /** Puts the provider's idea of the inputs into the state; failures are reported property by property. */
    private async check(state: ResourceState, oldInputs: PropertyMap, inputs: PropertyMap): Promise<void> {
        if (!state.custom) {
            state.inputs = inputs;
            return;
        }
        const known = this.context.isPreview ? inputs : withoutUnknowns(inputs);
        const checked = isProviderType(state.type)
            ? await this.context.providers.unconfigured(state).checkConfig(state.urn, oldInputs, known)
            : await (await this.context.providers.ready(state)).check(state.urn, oldInputs, known);
        for (const { property, reason } of checked.failures) {
            this.context.report.error(failureText(state, property, reason, checked.inputs), state.urn);
        }
        if (checked.failures.length > 0) {
            throw new ReportedError(`resource ${state.urn} is invalid`);
        }
        state.inputs = checked.inputs;
    }

    private async change(goal: Goal, old: ResourceState, state: ResourceState, tell: Told): Promise<Step[]> {
        const verdict = replaceOnChanges(await this.diff(old, state), goal.replaceOnChanges, old.initErrors.length > 0);
        if (verdict.replaces.length > 0 && verdict.changes) {
            this.refuseIfProtected(old, state);
            await this.check(state, {}, goal.inputs);
            return this.replace(goal, old, state, verdict.deleteBeforeReplace, tell);
        }
        if (old.pendingReplacement) {
            await this.check(state, {}, goal.inputs);
            return [replaceStep(state), createStep(this.context, state, tell, { old, deleteLater: false })];
        }
        // An unfinished resource is updated although nothing differs.
        if (verdict.changes || old.initErrors.length > 0) {
            return [updateStep(this.context, old, state, tell)];
        }
        return [sameStep(this.context, old, state, tell)];
    }

    private async diff(old: ResourceState, state: ResourceState): Promise<Verdict> {
        if (!state.custom) {
            const changes = !sameValue(old.inputs, state.inputs);
            return { changes, replaces: [], deleteBeforeReplace: false, changedKeys: [] };
        }
        if (isProviderType(state.type)) {
            const provider = this.context.providers.unconfigured(state);
            const diff = await provider.diffConfig(old.urn, old.id, old.inputs, state.inputs);
            return { ...diff, changes: diff.changes ?? !sameValue(old.inputs, state.inputs), changedKeys: [] };
        }
        return diffResource(
            await this.context.providers.ready(state),
            old,
            state.inputs,
            state.ignoreChanges,
            state.urn,
        );
    }

    private async replace(
        goal: Goal,
        old: ResourceState,
        state: ResourceState,
        deletesFirst: boolean,
        tell: Told,
    ): Promise<Step[]> {
        const { context } = this;
        if (!(goal.deleteBeforeReplace ?? deletesFirst)) {
            const deleteLater = !old.pendingReplacement;
            return [createStep(context, state, tell, { old, deleteLater }), replaceStep(state)];
        }
        const steps: Step[] = [];
        const undeclared = context.state.resources().filter((other) => !other.delete && !this.isDeclared(other));
        for (const dependent of (await replacedDependents(context.providers, old, undeclared)).reverse()) {
            this.refuseIfProtected(dependent, dependent);
            this.deletedForReplacement.set(dependent.urn, dependent);
            steps.push(deleteStep(context, dependent, "to-be-replaced"));
        }
        if (!old.pendingReplacement) {
            steps.push(deleteStep(context, old, "to-be-replaced"));
        }
        return [...steps, replaceStep(state), createStep(context, state, tell, { old, deleteLater: false })];
    }

    private refuseIfProtected(old: ResourceState, state: ResourceState): void {
        if (old.protect && state.protect) {
            const message =
                `unable to replace resource "${state.urn}"\nas it is currently marked for protection. To unprotect the ` +
                "resource, remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`";
            this.context.report.error(message, state.urn);
            throw new ReportedError(message);
        }
    }
}

function failureText(state: ResourceState, property: string, reason: string, inputs: PropertyMap): string {
    const [name] = state.urn.split("::").slice(-1);
    const subject = `${state.type} resource '${name}'`;
    if (property === "") {
        return `${subject} has a problem: ${reason}`;
    }
    const value = JSON.stringify(redacted(inputs[property])) ?? "<nil>";
    return `${subject}: property ${property} value {${value}} has a problem: ${reason}`;
}
