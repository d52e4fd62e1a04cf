import { createServices } from "#provider/host/services";
import type { LifecycleContext } from "#provider/lifecycle/context";
import { createPlan } from "#provider/lifecycle/createPlan";
import * as binding from "#provider/lifecycle/deviceResourceAccountBinding/verbs";
import * as assignment from "#provider/lifecycle/projectResourceAssignment/verbs";
import { bindingOf, memberOf, project } from "../support/names";
import type { SimulatedServices } from "./simulatedServices";

type Properties = Record<string, unknown>;

/** Our resources as one provider process serves them, without the process and without an engine. */
export class SimulatedFleet {
    private readonly context: LifecycleContext;
    private readonly states = new Map<string, Properties>();

    constructor(private readonly services: SimulatedServices) {
        const { clock, emulator, createCredential } = services;
        const { transport } = emulator;
        const report = { info: () => undefined, warn: () => undefined };
        const plan = createPlan({ clock, report, loadLanguage: async () => made.language });
        const { members, names } = plan;
        const made = createServices({ members, names, say: () => undefined, clock, transport, createCredential });
        this.context = { ...plan, ...made };
    }

    /** Creates the assignment of that number: one member of the one project. */
    async assign(index: number): Promise<void> {
        const logicalName = `assignment-${index}`;
        const { url: endpoint } = this.services.emulator;
        const inputs = { endpoint, projectName: project.name, resources: [memberOf(index)], logicalName };
        this.states.set(logicalName, (await assignment.create(this.context, inputs)).state);
    }

    /** Deletes the assignment of that number. */
    unassign(index: number): Promise<void> {
        return assignment.remove(this.context, this.stored(`assignment-${index}`));
    }

    /** Creates one assignment of so many members. */
    async createLarge(members: number): Promise<void> {
        const inputs = this.largeInputs(members);
        this.states.set("large", (await assignment.create(this.context, inputs)).state);
    }

    /** Takes the second half of its members from it. */
    async shrinkLarge(members: number): Promise<void> {
        const less = this.largeInputs(Math.ceil(members / 2));
        this.states.set("large", await assignment.update(this.context, this.stored("large"), less));
    }

    /** Deletes it. */
    removeLarge(_members: number): Promise<void> {
        return assignment.remove(this.context, this.stored("large"));
    }

    /** Creates the binding of that number. */
    async bind(index: number): Promise<void> {
        const logicalName = `binding-${index}`;
        const { url: graphEndpoint } = this.services.emulator;
        const inputs = { graphEndpoint, cloud: "public", existing: "adopt", ...bindingOf(index), logicalName };
        this.states.set(logicalName, (await binding.create(this.context, inputs)).state);
    }

    /** Reads the binding of that number, as a refresh does. */
    async look(index: number): Promise<void> {
        await binding.read(this.context, this.stored(`binding-${index}`));
    }

    /** Deletes the binding of that number. */
    unbind(index: number): Promise<void> {
        return binding.remove(this.context, this.stored(`binding-${index}`));
    }

    private largeInputs(members: number): Properties {
        const { url: endpoint } = this.services.emulator;
        const resources = Array.from({ length: members }, (_, index) => memberOf(index));
        return { endpoint, projectName: project.name, resources, logicalName: "large" };
    }

    private stored(logicalName: string): Properties {
        const state = this.states.get(logicalName);
        if (!state) {
            throw new Error(`${logicalName} was not created`);
        }
        return state;
    }
}
