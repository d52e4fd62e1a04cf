import type { Context } from "../context";
import { Deployment } from "../deployment";
import type { PropertyMap } from "../state/property";
import type { StepExecutor } from "../stepExecutor";
import { Monitor } from "./monitor";
import { type ProgramOptions, startProgram } from "./programHost";

/** Exit code by which a program says that it has told the user what is wrong. */
const toldTheUser = 32;
/** How long a program whose operation was broken off may take to end. */
const stopPatienceInMs = 2_000;

/** How a program's run went. */
export interface ProgramRun {
    /** False if the program failed or declared something impossible; the user has been told. */
    isValid: boolean;
    /** The stack's outputs. */
    outputs: PropertyMap;
}

/** Runs a program, does what it declares, and deletes what it no longer declares. */
export async function runProgram(
    context: Context,
    executor: StepExecutor,
    options: Omit<ProgramOptions, "monitorAddress" | "isPreview" | "project" | "stack" | "onStdout" | "onStderr">,
    isDestroy: boolean,
): Promise<ProgramRun> {
    const { project, stack, isPreview, report } = context;
    const deployment = new Deployment(context, executor, isDestroy);
    const monitor = new Monitor(deployment);
    const program = startProgram({
        ...options,
        project,
        stack,
        isPreview,
        monitorAddress: await monitor.start(),
        onStdout: (line) => report.message("info", line),
        onStderr: (line) => report.message("info#err", line),
    });
    const ending = await Promise.race([
        monitor.programDone.then(() => 0),
        program.exited,
        executor.cancellation.then(() => undefined),
    ]);
    const hasProgramFailed = ending !== undefined && ending !== 0;
    if (hasProgramFailed) {
        reportExit(context, ending);
        executor.cancel();
    }
    await executor.idle();
    if (!executor.isCancelled) {
        await deployment.deleteRest();
    }
    await executor.idle();
    const outputs = deployment.finishOutputs(executor.isCancelled || executor.failed.length > 0);
    if (executor.isCancelled) {
        monitor.turnAway();
        await program.stop(stopPatienceInMs);
    } else {
        monitor.release();
    }
    // One that dies when all is declared, while the rest is deleted, has failed too.
    const hasDied = !executor.isCancelled && (await program.exited) !== 0;
    if (hasDied) {
        reportExit(context, await program.exited);
    }
    monitor.close();
    return { isValid: !hasProgramFailed && !hasDied && !deployment.isInvalid, outputs };
}

function reportExit({ report }: Context, code: number | null): void {
    if (code !== toldTheUser) {
        // A program that a signal ended has no code; Pulumi shows -1.
        report.error(`an unhandled error occurred: Program exited with non-zero exit code: ${code ?? -1}`);
    }
}
