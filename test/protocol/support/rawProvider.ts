import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, CreateRequest, type CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Emulator } from "#emulator/index";
import { EngineLog } from "../../engine/deployment/engineService";
import { Reporter } from "../../engine/deployment/reporter";
import type { Declaration } from "./declaration";
import { signInEnvironment } from "./providerBench";

/** A provider process, its engine and its pipes within reach, to take them away. */
export interface RawProvider {
    child: ChildProcess;
    /** When the process has ended; with which code, or null after a signal. */
    exited: Promise<number | null>;
    /** Ends the engine's service, its connections and its port, as the engine's death does. */
    endEngine(): void;
    create(declared: Declaration): Promise<void>;
    /** Calls `Cancel`, as the engine does on Ctrl-C. */
    cancel(): Promise<void>;
    close(): Promise<void>;
}

/**
 * Starts it, configured, against an emulator. It writes a line to its output at SIGUSR2.
 *
 * @param script the provider's program. Default: Pulumi's own process of dynamic providers.
 */
export async function startRawProvider(
    emulator: Emulator,
    script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider"),
): Promise<RawProvider> {
    const engine = await new EngineLog(
        new Reporter(
            () => undefined,
            (text) => text,
        ),
    ).start();
    const hook = join(__dirname, "writeOnSignal.js");
    const child = spawn(process.execPath, ["--require", hook, script, engine.address], {
        cwd: __dirname,
        env: { ...process.env, ...signInEnvironment(emulator) },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const exited = once(child, "exit").then(([code]) => code as number | null);
    child.stderr.resume();
    const [port] = await once(child.stdout.setEncoding("utf8"), "data");
    const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, grpc.credentials.createInsecure());
    await new Promise<void>((resolve, reject) => {
        const request = new ConfigureRequest().setArgs(new Struct());
        client.configure(request, (error) => (error ? reject(error) : resolve()));
    });
    return {
        child,
        exited,
        endEngine: () => engine.close(),
        create: ({ urn, inputs }) =>
            new Promise((resolve, reject) => {
                const properties = Struct.fromJavaScript(inputs as Parameters<typeof Struct.fromJavaScript>[0]);
                const request = new CreateRequest().setUrn(urn).setProperties(properties);
                const done = (error: grpc.ServiceError | null, _: CreateResponse) =>
                    error ? reject(error) : resolve();
                client.create(request, done);
            }),
        cancel: () =>
            new Promise((resolve, reject) => {
                client.cancel(new Empty(), (error) => (error ? reject(error) : resolve()));
            }),
        async close() {
            child.kill("SIGKILL");
            await exited;
            client.close();
            engine.close();
        },
    };
}
