import * as pulumi from "@pulumi/pulumi";
import { type EachInput, secretNames } from "./classInputs";
import { runError } from "./serviceResource";

/** What the functions of a run share, by its engine: programs that the Automation API runs in one process have configurations of their own. */
const hosts = new WeakMap<object, ReturnType<typeof startHost>>();
/** Stands for the engine in a process that has none. */
const noEngine = {};

/** Runs a function that the program itself calls; the services are loaded with the first of a run. */
export async function callFunction<N extends "getProjectResources" | "getAutopilotDevice">(
    name: N,
    args: object,
    secretArgs: readonly string[] = [],
): Promise<ResultOf<N>> {
    const host = await currentHost();
    const answer = await host[name](args, secretArgs);
    if (!answer.ok) {
        throw Object.assign(runError(answer.message), answer.details);
    }
    return answer.value as ResultOf<N>;
}

type Host = Awaited<ReturnType<typeof startHost>>;
type ResultOf<N extends "getProjectResources" | "getAutopilotDevice"> = Extract<
    Awaited<ReturnType<Host[N]>>,
    { ok: true }
>["value"];

/** {@link callFunction} for arguments that are outputs of other resources, which tell what is secret. */
export function callWithOutputs<A extends object, T>(
    args: EachInput<A>,
    call: (args: A, secretArgs: readonly string[]) => Promise<T>,
): pulumi.Output<T> {
    return pulumi.output(args).apply(async (known) => call(known as A, await secretNames(args))) as pulumi.Output<T>;
}

function currentHost(): Promise<Host> {
    const engine = pulumi.runtime.getMonitor() ?? noEngine;
    const host = hosts.get(engine) ?? startHost(new pulumi.Config("azure-assignments").get("languageKeys"));
    hosts.set(engine, host);
    return host;
}

async function startHost(keys: string | undefined) {
    const { FunctionHost } = await import("../host/functions.js");
    return new FunctionHost({ keys, say: (line) => void pulumi.log.info(line) });
}
