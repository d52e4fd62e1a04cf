import path from "node:path";
import type { Operation, RunOptions, RunResult } from "../engine";
import type { EngineEvent } from "../engineEvent";
import { RunRecorder } from "../pulumi/runRecorder";
import type { Context } from "./context";
import { Deployment } from "./deployment";
import { Display } from "./display";
import { Selection } from "./plan/selection";
import { EngineLog } from "./program/engineService";
import { type ProgramRun, runProgram } from "./program/runProgram";
import { ProviderHost, type ProviderProgram } from "./providers/providerHost";
import { dynamicPackage, Providers } from "./providers/providers";
import { refreshAll } from "./refreshAll";
import { Reporter } from "./reporter";
import { type PropertyMap, withoutSecrets } from "./state/property";
import { inDependencyOrder } from "./state/resourceGraph";
import { secretMask } from "./state/secretMask";
import type { StackSettings } from "./state/stackSettings";
import { StateStore } from "./state/stateStore";
import { StepExecutor } from "./stepExecutor";
import { warnOfPending } from "./warnOfPending";

/** An operation to be run in this process. */
export interface OperationRequest {
    operation: Operation;
    options: RunOptions;
    settings: StackSettings;
    /** The program's folder, and its working directory. */
    projectFolder: string;
    stateFolder: string;
    parallel: number;
    env: Record<string, string>;
    onLine: (line: string) => void;
    /** Aborting lets nothing new start. */
    signal?: AbortSignal;
}

interface Outcome {
    ok: boolean;
    outputs: PropertyMap;
}

/** Runs an operation to its end; what fails is told in the result. */
export async function runOperation(request: OperationRequest): Promise<RunResult> {
    const { operation, settings, onLine } = request;
    const startedAt = performance.now();
    const lines: string[] = [];
    const mask = secretMask(settings.config);
    const write = (line: string) => {
        const masked = mask(line);
        lines.push(masked);
        onLine(masked);
    };
    const display = new Display(operation, settings, write);
    const recorder = new RunRecorder();
    const report = new Reporter((event: EngineEvent) => {
        recorder.add(event);
        display.show(event);
    }, mask);
    const { ok, outputs } = await runWithHosts(request, report);
    const durationInMs = performance.now() - startedAt;
    const recorded = recorder.result();
    display.finish(outputs, recorded.changes, durationInMs);
    const visible = ok && operation === "up" ? withoutSecrets(outputs) : {};
    return { ok, output: lines.join("\n"), outputs: visible, durationInMs, ...recorded };
}

/** Starts what an operation needs, and ends it whatever happens. */
async function runWithHosts(request: OperationRequest, report: Reporter): Promise<Outcome> {
    const { operation, settings, projectFolder, env } = request;
    const isPreview = operation === "preview";
    const state = StateStore.open(request.stateFolder, settings.encryption, !isPreview);
    const log = await new EngineLog(report).start();
    const start = (packageName: string) =>
        new ProviderHost({
            program: packageName === dynamicPackage ? undefined : pluginOf(packageName, settings),
            cwd: projectFolder,
            env: { ...env, ...providerEnv(settings) },
            engineAddress: log.address,
            onStdout: (line) => report.message("info", line),
            onStderr: (line) => report.message("info#err", line),
        });
    const { project, stack, config } = settings;
    const selection = new Selection(request.options);
    const providers = new Providers(start, state, config, settings);
    const cancel = () => void providers.cancel();
    request.signal?.addEventListener("abort", cancel, { once: true });
    try {
        return await perform(request, { project, stack, isPreview, selection, state, providers, report }, log.address);
    } finally {
        request.signal?.removeEventListener("abort", cancel);
        await providers.stop();
        log.close();
        state.close(inDependencyOrder);
    }
}

async function perform(request: OperationRequest, context: Context, engineAddress: string): Promise<Outcome> {
    const { operation, options, signal } = request;
    const executor = new StepExecutor(
        request.parallel,
        context.report,
        context.isPreview,
        options.continueOnError === true,
    );
    if (signal?.aborted) {
        executor.cancel();
    }
    signal?.addEventListener("abort", () => executor.cancel(), { once: true });
    let run = { isValid: true, outputs: {} };
    if (operation === "refresh" || options.refresh) {
        if (options.clearPendingCreates) {
            context.state.clearPendingCreates();
        }
        await refreshAll(context, executor, operation === "refresh");
    } else if (!context.isPreview) {
        warnOfPending(context);
    }
    if (operation !== "refresh" && executor.failed.length === 0) {
        const needsProgram = operation !== "destroy" || options.runProgram === true;
        const programOptions = programOptionsOf(request, engineAddress);
        run = needsProgram
            ? await runProgram(context, executor, programOptions, operation === "destroy")
            : await destroyAll(context, executor);
    }
    const hasFailed = executor.failed.length > 0;
    const kind = context.isPreview ? "preview" : "update";
    if (hasFailed || signal?.aborted) {
        context.report.error(`${kind} ${hasFailed ? "failed" : "canceled"}`);
    }
    return { ok: run.isValid && !hasFailed && !signal?.aborted, outputs: run.outputs };
}

async function destroyAll(context: Context, executor: StepExecutor): Promise<ProgramRun> {
    const deployment = new Deployment(context, executor, true);
    await deployment.deleteRest();
    return { isValid: !deployment.isInvalid, outputs: {} };
}

function programOptionsOf(request: OperationRequest, engineAddress: string): Parameters<typeof runProgram>[2] {
    const { settings, projectFolder, parallel, env } = request;
    const { typescript, config } = settings;
    return { folder: projectFolder, typescript, parallel, engineAddress, config, env };
}

/** The plugin that the project names for a package. */
function pluginOf(packageName: string, { plugins }: StackSettings): ProviderProgram {
    const folder = plugins[packageName];
    if (folder === undefined) {
        throw new Error(
            `The project names no plugin of the package ${packageName}, and the test engine looks nowhere else.`,
        );
    }
    return { script: path.join(folder, `pulumi-resource-${packageName}`), takesSecrets: true };
}

/** What Pulumi puts into the environment of a dynamic provider; its configuration comes another way. */
function providerEnv({ project, typescript }: StackSettings): Record<string, string> {
    return {
        PULUMI_PROJECT: project,
        PULUMI_NODEJS_PROJECT: project,
        PULUMI_CONFIG: "{}",
        PULUMI_RUNTIME_TYPESCRIPT: String(typescript),
    };
}
