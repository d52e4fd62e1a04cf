import { AsyncLocalStorage } from "node:async_hooks";
import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { LineLog, Severity } from "../../provider/dist/host/engine";

/** How long the engine may take to take a line. */
const longestInMs = 2_000;

/** The resource whose verb runs; lines stand under it. */
const resources = new AsyncLocalStorage<string>();

/** Runs a verb of a resource, so that its lines stand under it. */
export function forResource<T>(urn: string, run: () => Promise<T>): Promise<T> {
    return resources.run(urn, run);
}

/** The engine's own log, whose address comes with the handshake or with `Attach`; without one, the process's error output. */
export class PluginLog implements LineLog {
    private engine?: EngineClient;
    private arrived: Promise<unknown> = Promise.resolve();

    /** Sends lines to the engine at this address from now on. */
    connect(address: string): void {
        this.engine?.close();
        this.engine = new EngineClient(address, credentials.createInsecure());
    }

    write(severity: Severity, line: string): void {
        const urn = resources.getStore() ?? "";
        // One after another: lines that are sent at once may arrive in any order.
        this.arrived = this.arrived.then(() => this.send(severity, line, urn)).catch(() => undefined);
    }

    flush(): Promise<void> {
        return this.arrived.then(() => undefined);
    }

    private send(severity: Severity, line: string, urn: string): Promise<void> {
        const { engine } = this;
        if (!engine) {
            process.stderr.write(`${severity === "warning" ? "warning: " : ""}${line}\n`);
            return Promise.resolve();
        }
        const request = new LogRequest().setUrn(urn).setMessage(line);
        request.setSeverity(severity === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
        request.setEphemeral(severity === "progress");
        return new Promise((resolve) => {
            engine.log(request, new Metadata(), { deadline: Date.now() + longestInMs }, () => resolve());
        });
    }
}
