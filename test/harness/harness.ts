import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { Clock } from "#provider/core/clock";
import type { CrashPoint } from "./crashPoint";
import type { FrontEndName } from "./frontEnds/frontEnds";
import { Operation } from "./operation";
import { checkResource, planResource } from "./planResource";
import { ProviderProcess } from "./providerProcess";
import { Refresh } from "./refresh";
import { type RunReport, toFailure } from "./runReport";
import type { Program, StackState } from "./stackState";
import { Update } from "./update";

/** What a harness needs. */
export interface HarnessOptions {
    /** What serves the resources. Default: the dynamic providers. */
    frontEnd?: FrontEndName;
    /** The services: what carries requests to them, and how to sign in (default: as the environment says). */
    service: { transport: Transport; createCredential?: CredentialFactory };
    /** The time that the provider lives in; the services should live in the same. */
    clock: Clock;
    /** Numbers in [0, 1) that spread the provider's waits. Default: always 1/2, so that runs repeat. */
    random?: () => number;
    /** How many steps run at once. Default 8. */
    parallel?: number;
    /** Stack configuration by `namespace:key`. */
    config?: Readonly<Record<string, string>>;
    /** The provider's environment as far as Language keys are concerned. */
    env?: NodeJS.ProcessEnv;
    /** How many bytes of a half-done resource an error may carry. Default: what Pulumi's engine takes. */
    mostBytesOfPartial?: number;
}

/** How one operation is run. */
export interface RunOptions {
    /** How many steps run at once. Default: the harness's. */
    parallel?: number;
    /** Numbers in [0, 1) that decide the order of steps, and pauses between registrations. Default: as declared, no pause. */
    order?: () => number;
    /** Where the provider process is killed. Default: nowhere. */
    crash?: CrashPoint;
    /** Whether what fails stops nothing else, as `--continue-on-error` has it. Default false. */
    continueOnError?: boolean;
    /** Names that up leaves out, as `--exclude` does, and `--target` of all others: no check, no diff, no step. Default none. */
    leftOut?: readonly string[];
    /** Called with the process as soon as it is there, to kill or abandon it at a moment of the test's own. */
    onProcess?: (process: ProviderProcess) => void;
}

/**
 * A stack whose engine is played within the test: the provider's own verbs behind the provider's own process host, in
 * Pulumi's order, without child processes or gRPC. Each operation is a new provider process with nothing remembered but
 * the stack's state.
 */
export interface Harness {
    /** The stack's state; replace or edit it freely between operations. */
    state: StackState;
    /** Tells what up would do, and changes nothing. */
    preview(program: Program, options?: RunOptions): Promise<RunReport>;
    up(program: Program, options?: RunOptions): Promise<RunReport>;
    refresh(options?: RunOptions): Promise<RunReport>;
    /** Deletes everything; with a program, checks that first, as `destroy --run-program` does. */
    destroy(options?: RunOptions & { program?: Program }): Promise<RunReport>;
}

/** Makes a stack without resources. */
export function createHarness(options: HarnessOptions): Harness {
    const harness: Harness = {
        state: { resources: {}, doomed: [] },
        preview: (program, run = {}) => preview(startProcess(options, run), harness.state, program),
        async up(program, run = {}) {
            const update = new Update(startProcess(options, run), harness.state, operationOptions(options, run));
            await update.bringTo(program, run.leftOut);
            return update.report();
        },
        async refresh(run = {}) {
            const refresh = new Refresh(startProcess(options, run), harness.state, operationOptions(options, run));
            refresh.readAll();
            return refresh.report();
        },
        async destroy({ program = {}, ...run } = {}) {
            const process = startProcess(options, run);
            const destroy = new Operation(process, harness.state, operationOptions(options, run));
            for (const [name, declaration] of Object.entries(program)) {
                destroy.registered.push(name);
                await checkResource(process, harness.state, name, declaration);
            }
            destroy.deleteAll(Object.values(harness.state.resources), harness.state.doomed);
            return destroy.report();
        },
    };
    return harness;
}

function startProcess(options: HarnessOptions, { crash, onProcess }: RunOptions): ProviderProcess {
    const { service, random = () => 0.5, ...own } = options;
    const { transport, createCredential } = service;
    const process = new ProviderProcess({ ...own, transport, createCredential, random, crash });
    onProcess?.(process);
    return process;
}

function operationOptions({ clock, parallel = 8 }: HarnessOptions, run: RunOptions) {
    const crashAtStep = run.crash && "step" in run.crash ? run.crash.step : undefined;
    const { order: random, continueOnError = false } = run;
    return { clock, parallel: run.parallel ?? parallel, random, crashAtStep, continueOnError };
}

/** Plans every resource; what the program does not declare any more would be deleted. */
async function preview(process: ProviderProcess, state: StackState, program: Program): Promise<RunReport> {
    const steps: RunReport["steps"] = [];
    for (const [name, declaration] of Object.entries(program)) {
        try {
            steps.push({ op: (await planResource(process, state, name, declaration)).op, name });
        } catch (error) {
            steps.push({ op: "check", name, failure: toFailure(error) });
        }
    }
    const gone = Object.keys(state.resources).filter((name) => !program[name]);
    steps.push(...gone.map((name) => ({ op: "delete" as const, name })));
    const ok = steps.every(({ failure }) => !failure);
    return { ok, crashed: false, steps, lines: process.lines, registered: Object.keys(program) };
}
