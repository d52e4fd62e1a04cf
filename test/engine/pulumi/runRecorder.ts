import type { Changes, RunResult, StepResult } from "../engine";
import type { Diagnostic, EngineEvent } from "../engineEvent";
import { isEngineResource, parseUrn } from "../urn";

/** Steps that stand for what became of a resource; the others (`create-replacement`, `delete-replaced`) are parts of one. */
const countedOps = ["same", "create", "update", "replace", "delete", "import"] as const;

/** Turns an operation's events into the parts of its result, alike for every engine. */
export class RunRecorder {
    private readonly steps: StepResult[] = [];
    private readonly diagnostics: Diagnostic[] = [];
    private readonly seen = new Set<string>();

    /** Takes in the next event. */
    add(event: EngineEvent): void {
        if (event.kind === "diagnostic") {
            this.diagnostics.push(event.diagnostic);
        } else if (event.kind !== "stepStarted" && !isEngineResource(event.urn)) {
            this.addStep(event.op, event.urn, event.kind === "stepFailed");
        }
    }

    /** The parts of the result that follow from the events. */
    result(): Pick<RunResult, "changes" | "steps" | "diagnostics"> {
        return { changes: countChanges(this.steps), steps: this.steps, diagnostics: this.diagnostics };
    }

    /** A component reports twice, on registration and with its outputs: the step is listed once. */
    private addStep(op: string, urn: string, failed: boolean): void {
        const key = `${op} ${urn}`;
        if (op !== "delete-replaced" && this.seen.has(key)) {
            return;
        }
        this.seen.add(key);
        const { name, type } = parseUrn(urn);
        this.steps.push({ op, urn, name, type, ...(failed ? { failed } : {}) });
    }
}

function countChanges(steps: StepResult[]): Changes {
    const changes: Changes = {};
    for (const op of countedOps) {
        const count = steps.filter((step) => step.op === op && !step.failed).length;
        if (count > 0) {
            changes[op] = count;
        }
    }
    return changes;
}
