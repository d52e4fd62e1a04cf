import { Operation } from "./operation";
import { planResource, type ResourcePlan } from "./planResource";
import { shuffled } from "./shuffled";
import type { Declaration, Program, Properties, ResourceRecord } from "./stackState";

/** The longest pause between two registrations of a program whose order is left to chance. */
const longestGapInMs = 60;

/** A resource whose step is to run. */
interface Target {
    name: string;
    kind: Declaration["kind"];
    inputs: Properties;
}

/** Brings a stack to its program, as Pulumi's engine does: each resource in turn through check and diff, then its step; deletes last. */
export class Update extends Operation {
    async bringTo(program: Program, leftOut: readonly string[] = []): Promise<void> {
        const { random, clock } = this.options;
        const targets = Object.keys(program).filter((name) => !leftOut.includes(name));
        const names = random ? shuffled(targets, random) : targets;
        for (const name of names) {
            if (random) {
                await clock.sleep(random() ** 2 * longestGapInMs);
            }
            const declaration = program[name];
            if (this.going && declaration) {
                await this.register(name, declaration);
            }
        }
        await this.pool.idle();
        if (this.going) {
            this.deleteOld(program, leftOut);
        }
    }

    private async register(name: string, declaration: Declaration): Promise<void> {
        this.registered.push(name);
        await this.run("check", name, async () => {
            const plan = await planResource(this.process, this.state, name, declaration);
            this.begin({ name, kind: declaration.kind, inputs: plan.inputs }, plan);
            return undefined;
        });
    }

    private begin(target: Target, { op, old, deleteFirst }: ResourcePlan): void {
        if (op === "same" && old) {
            // Inputs that differ in spelling only are remembered as they are written now.
            old.inputs = target.inputs;
            this.steps.push({ op, name: target.name });
        } else if (op === "update" && old) {
            this.enqueue("update", target.name, () => this.update(target, old));
        } else if (op === "replace" && old) {
            this.enqueue("replace", target.name, () => this.replace(target, old, deleteFirst === true));
        } else {
            this.enqueue("create", target.name, () => this.create(target));
        }
    }

    private async create(target: Target): Promise<() => void> {
        const save = (id: string, outputs: Properties, initErrors?: string[]) => {
            this.state.resources[target.name] = { ...target, id, outputs, initErrors };
        };
        const { id, outputs } = await this.orPartial(this.callCreate(target), save);
        return () => save(id, outputs);
    }

    private async update(target: Target, old: ResourceRecord): Promise<() => void> {
        const { id } = old;
        // An update that was left half done keeps the old inputs: the next run then sees that they still differ.
        const savePartial = (_id: string, outputs: Properties, initErrors: string[]) => {
            this.state.resources[target.name] = { ...target, inputs: old.inputs, id, outputs, initErrors };
        };
        const call = this.process.call((provider) => provider.update(old, target.inputs));
        const outputs = await this.orPartial(call, savePartial);
        return () => {
            this.state.resources[target.name] = { ...target, id, outputs };
        };
    }

    private async replace(target: Target, old: ResourceRecord, deleteFirst: boolean): Promise<() => void> {
        if (deleteFirst) {
            await this.process.call((provider) => provider.delete(old));
            this.state.resources[target.name] = { ...old, pendingReplacement: true };
            return this.create(target);
        }
        const save = (id: string, outputs: Properties, initErrors?: string[]) => {
            this.state.resources[target.name] = { ...target, id, outputs, initErrors };
            this.state.doomed.push(old);
        };
        const { id, outputs } = await this.orPartial(this.callCreate(target), save);
        return () => save(id, outputs);
    }

    private callCreate(target: Target) {
        return this.process.call((provider) => provider.create(target, target.inputs));
    }

    /** What replacements left behind, and what the program does not declare any more; nothing that is left out. */
    private deleteOld(program: Program, leftOut: readonly string[]): void {
        const isMeant = ({ name }: ResourceRecord) => !leftOut.includes(name);
        const gone = Object.values(this.state.resources).filter(({ name }) => !program[name]);
        this.deleteAll(gone.filter(isMeant), this.state.doomed.filter(isMeant));
    }
}
