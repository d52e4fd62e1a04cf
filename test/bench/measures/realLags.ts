import type { EmulatorProcess } from "../support/emulatorProcess";
import { memberOf, project } from "../support/names";
import { realContext } from "../support/realContext";

/** How a job's end was noticed. */
export interface Noticed {
    /** How long the job took. */
    lengthInMs: number;
    /** How long after its end a poll saw it. */
    lagInMs: number;
}

/** Runs one job of each length, on wall time, against the emulator's process, whose clock tells the end and the poll that saw it. */
export async function measureRealLags(emulator: EmulatorProcess, lengthsInMs: readonly number[]): Promise<Noticed[]> {
    const { create } = await import("#provider/lifecycle/projectResourceAssignment/verbs");
    const noticed: Noticed[] = [];
    for (const lengthInMs of lengthsInMs) {
        // Each as in an up of its own: one after another they would use up the minute's GETs, and wait for more.
        const context = realContext(emulator.signIn);
        await emulator.reset({ projects: { [project.key]: {} } }, { jobDurationMs: lengthInMs });
        await create(context, { endpoint: emulator.url, projectName: project.name, resources: [memberOf(0)] });
        const { jobs, requests } = await emulator.state();
        const poll = requests.filter(({ path }) => path.includes("/assign/jobs/")).pop();
        noticed.push({ lengthInMs, lagInMs: (poll?.at ?? Number.NaN) - (jobs[0]?.endedAt ?? Number.NaN) });
    }
    return noticed;
}
