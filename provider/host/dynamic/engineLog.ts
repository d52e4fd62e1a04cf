import { createRequire } from "node:module";
import type { LineLog, Severity } from "../engine";

/** The engine's own log, so that a warning is shown as one; falls back to the process's output, which the engine shows too. */
export function engineLog(address: string | undefined): LineLog {
    const send = address === undefined ? undefined : connectEngine(address);
    let arrived: Promise<unknown> = Promise.resolve();
    return {
        write(severity, line) {
            // One after another: lines that are sent at once may arrive in any order.
            arrived = arrived
                .then(() => (send ? send(severity, line) : print(severity, line)))
                // A line that cannot be written must fail no verb.
                .catch(() => undefined);
        },
        flush: () => arrived.then(() => undefined),
    };
}

/** Sends one line to the engine; resolves once it has arrived, or cannot arrive any more. */
type Send = (severity: Severity, line: string) => Promise<void>;

/** Uses the copy of gRPC that Pulumi's SDK, in whose provider process this runs, has loaded already. */
function connectEngine(address: string): Send | undefined {
    try {
        const ofPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
        const { credentials, Metadata } = ofPulumi("@grpc/grpc-js");
        const { EngineClient } = ofPulumi("@pulumi/pulumi/proto/engine_grpc_pb.js");
        const { LogRequest, LogSeverity } = ofPulumi("@pulumi/pulumi/proto/engine_pb.js");
        const client = new EngineClient(address, credentials.createInsecure());
        return (severity, line) =>
            new Promise((resolve) => {
                const request = new LogRequest();
                request.setSeverity(severity === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
                request.setMessage(line);
                client.log(request, new Metadata(), { deadline: Date.now() + 2_000 }, () => resolve());
            });
    } catch {
        return undefined;
    }
}

function print(severity: Severity, line: string): void {
    process.stdout.write(`${severity === "warning" ? "warning: " : ""}${line}\n`);
}
