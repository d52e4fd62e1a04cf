import { isDeepStrictEqual } from "node:util";
import { device, project } from "./cast";
import type { DemoStack, RunResult } from "./demoStack";
import { page } from "./page";
import type { Demand, Holdings, Services, Traffic } from "./services";
import type { Step } from "./steps";

/** Runs one step and shows what came of it. Rejects when that is not what the step promises. */
export async function runStep(step: Step, stack: DemoStack, services: Services): Promise<void> {
    page.say(step.before);
    if (step.outside) {
        step.outside(services);
        console.log("\n    So the services hold before:");
        page.table(rowsOf(services.holdings()));
    }
    await stack.configure(step.config ?? {});
    services.traffic();
    console.log(`\n    ${stack.commandFor(step.operation)}`);
    const result = await stack.run(step.operation);
    if (!result.ok) {
        throw new Error(`"${step.operation}" failed:\n${result.output}`);
    }
    const traffic = services.traffic();
    const holdings = services.holdings();
    console.log("\n    The services now hold, and saw:");
    page.table([...rowsOf(holdings), ["requests", `${traffic.looks} to look, ${traffic.changes} to change something`]]);
    console.log();
    verify(step, result, holdings, traffic);
    page.say(step.after);
}

function rowsOf({ resources, deployments, account }: Holdings): [name: string, value: string][] {
    return [
        [`project ${project.name}`, [...resources, ...deployments].join(", ")],
        [`device ${device.displayName}`, account ?? "no account"],
    ];
}

function verify(step: Step, { changes }: RunResult, holdings: Holdings, traffic: Traffic): void {
    const seen = { changes, holdings, asks: demandOf(traffic) };
    const promised = { changes: step.changes, holdings: step.holds, asks: step.asks };
    if (!isDeepStrictEqual(seen, promised)) {
        const [is, was] = [JSON.stringify(seen), JSON.stringify(promised)];
        throw new Error(`"${step.title}" did not go as it should.\nexpected ${was}\nbut saw  ${is}`);
    }
}

function demandOf({ looks, changes }: Traffic): Demand {
    return changes > 0 ? "to change" : looks > 0 ? "to look" : "nothing";
}
