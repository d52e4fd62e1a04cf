import * as pulumi from "@pulumi/pulumi";
import type { SecretTexts } from "../core/redaction";
import type { LookupContext } from "../lifecycle/functions/lookUps";
import { secretNames } from "./classInputs";
import { runError } from "./serviceResource";
import type { EachInput } from "./types";

/** What the functions that one run of a program calls have in common. */
interface ProgramRun {
    services: LookupContext;
    /** What must be in no line and no error. */
    secrets: SecretTexts;
}

/** Runs by their engine: programs that the Automation API runs in one process have configurations of their own. */
const runs = new WeakMap<object, Promise<ProgramRun>>();
/** Stands for the engine in a process that has none. */
const noEngine = {};

/**
 * Runs a function that the program itself calls; the services are loaded with the first of a run. No error shows a key, a
 * token, or the value of one of the arguments that are named as secret.
 */
export async function callFunction<A extends object, T>(
    args: A,
    secretArgs: readonly string[],
    call: (services: LookupContext, args: A & { secretInputs?: readonly string[] }) => Promise<T>,
): Promise<T> {
    const { services, secrets } = await currentRun();
    const marked = secretArgs.length > 0 ? { ...args, secretInputs: secretArgs } : args;
    secrets.learn(marked as Record<string, unknown>);
    try {
        return await call(services, marked);
    } catch (error) {
        throw await withoutSecrets(error, secrets);
    }
}

/** {@link callFunction} for arguments that are outputs of other resources, which tell what is secret. */
export function callWithOutputs<A extends object, T>(
    args: EachInput<A>,
    call: (args: A, secretArgs: readonly string[]) => Promise<T>,
): pulumi.Output<T> {
    return pulumi.output(args).apply(async (known) => call(known as A, await secretNames(args))) as pulumi.Output<T>;
}

function currentRun(): Promise<ProgramRun> {
    const engine = pulumi.runtime.getMonitor() ?? noEngine;
    const run = runs.get(engine) ?? startRun(new pulumi.Config("azure-assignments").get("languageKeys"));
    runs.set(engine, run);
    return run;
}

async function startRun(keys: string | undefined): Promise<ProgramRun> {
    const [{ createServices }, { SecretTexts }, { Declarations }, { systemClock }] = await Promise.all([
        import("../host/services.js"),
        import("../core/redaction.js"),
        import("../lifecycle/ownership.js"),
        import("../core/clock.js"),
    ]);
    const secrets = new SecretTexts();
    const services = createServices({
        keys,
        members: new Declarations(systemClock),
        say: (line) => void pulumi.log.info(secrets.redact(line)),
        learnSecrets: (texts) => secrets.add(texts),
    });
    return { services, secrets };
}

/** The error as it may be shown: of what is meant for the user Pulumi shows the sentence alone; no cause is kept, which Node.js would print too. */
async function withoutSecrets(error: unknown, secrets: SecretTexts): Promise<Error> {
    const { AssignmentsError } = await import("../core/errors.js");
    const redacted = (text: string | undefined) => text && secrets.redact(text);
    if (error instanceof AssignmentsError) {
        const { code, statusCode, requestId, serviceCode, serviceMessage } = error;
        const details = { statusCode, requestId: redacted(requestId), serviceCode: redacted(serviceCode) };
        const told = { code: secrets.redact(code), ...details, serviceMessage: redacted(serviceMessage) };
        return Object.assign(runError(secrets.redact(error.message)), told);
    }
    const shown = new Error(secrets.redact(error instanceof Error ? error.message : String(error)));
    shown.stack = redacted(error instanceof Error ? error.stack : undefined) ?? shown.message;
    return shown;
}
