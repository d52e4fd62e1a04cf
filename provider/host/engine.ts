import { createRequire } from "node:module";
import { connect, Server, type Socket } from "node:net";

/** The engine's address, `host:port`, which it hands to a provider process as an argument; undefined in any other process. */
export function engineAddress(args: readonly string[] = process.argv.slice(2)): string | undefined {
    return args.find((argument) => /^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/.test(argument));
}

/** How much a line matters. */
export type Severity = "info" | "warning";

/** Writes lines where the person who runs Pulumi sees them. */
export interface LineLog {
    /** Writes one line; never throws. */
    write(severity: Severity, line: string): void;
    /** Resolves once all lines written so far have arrived, or cannot arrive any more. */
    flush(): Promise<void>;
}

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

/** What the engine calls in a provider process when it is asked to stop: on Ctrl-C, and on SIGTERM. */
const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Calls back whenever the engine cancels. Pulumi's provider process answers that call itself and does not tell the dynamic
 * providers in it, so this listens in at the server that the process has opened already. Node.js documents no other way to
 * find it; where this one is missing, an interrupted operation waits for its running work as it would anyway.
 */
export function watchCancel(onCancel: () => void, handles: readonly unknown[] = openHandles()): void {
    for (const server of handles) {
        if (server instanceof Server) {
            // HTTP/2 servers have this event, others never emit it.
            server.on("stream", (_stream: unknown, headers: Record<string, unknown> | undefined) => {
                if (headers?.[":path"] === cancelPath) {
                    onCancel();
                }
            });
        }
    }
}

function openHandles(): readonly unknown[] {
    const { _getActiveHandles } = process as { _getActiveHandles?: () => unknown[] };
    return _getActiveHandles?.call(process) ?? [];
}

/** What happens when the engine is gone. */
export interface EngineWatchOptions {
    /** The engine's address, `host:port`. */
    address: string;
    /** Called once, when nothing listens at the address any more. */
    onGone: () => void;
}

/**
 * Watches the engine from the provider's side by keeping a connection to its port open: an engine that is killed leaves
 * its provider running, and what that did from then on nobody would record. The engine closes connections that do not
 * speak its protocol after a while, so a closed one is only a reason to look again. Does not keep the process alive.
 */
export function watchEngine({ address, onGone }: EngineWatchOptions): () => void {
    const separator = address.lastIndexOf(":");
    const host = address.slice(0, separator).replace(/^\[|\]$/g, "");
    const port = Number(address.slice(separator + 1));
    let stopped = false;
    let socket: Socket | undefined;
    const look = () => {
        let refused = false;
        socket = connect({ host, port });
        socket.unref();
        socket.on("error", (error: NodeJS.ErrnoException) => {
            refused = error.code === "ECONNREFUSED";
        });
        socket.on("close", () => {
            if (!stopped && refused) {
                stopped = true;
                onGone();
            } else if (!stopped) {
                setTimeout(look, 20).unref();
            }
        });
        socket.resume();
    };
    look();
    return () => {
        stopped = true;
        socket?.destroy();
    };
}
