import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { pluginFolder } from "../../engine/pluginFolder";
import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";
import { median, rounded } from "../support/statistics";
import { duration } from "../support/words";

const samples = 9;

/** The least that any provider in Node.js does: it loads gRPC, listens, and prints its port. */
const emptyServer = `
const { Server, ServerCredentials } = require("@grpc/grpc-js");
new Server().bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (_error, port) => console.log(port));
`;

/** Programs that print the port on which they serve, by what Node.js is given. */
const programs = {
    plugin: [path.join(pluginFolder, "pulumi-resource-azure-assignments")],
    dynamic: [require.resolve("@pulumi/pulumi/cmd/dynamic-provider")],
    empty: ["-e", emptyServer],
} as const;

/** How long the plugin takes from its start to the line with its port, over Pulumi's own process for dynamic providers. */
export async function measurePluginStart(bench: Bench): Promise<Row[]> {
    bench.say("starts of the plugin, of Pulumi's process for dynamic providers, and of an empty gRPC server");
    const { plugin, dynamic, empty } = await startTimes();
    return [
        toRow({
            figure: "time from the plugin's start to its port, over the dynamic provider's",
            value: rounded(plugin / dynamic, 3),
            unit: "ratio",
            target: 0.3,
            ours: duration(plugin),
            floor: `${duration(dynamic)} (dynamic provider), ${duration(empty)} (an empty gRPC server)`,
        }),
    ];
}

/** The median of each program's starts, in turn. */
async function startTimes(): Promise<Record<keyof typeof programs, number>> {
    // Stands for the engine: providers are given its address, and the plugin ends where nobody listens.
    const engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
    const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const times = { plugin: [] as number[], dynamic: [] as number[], empty: [] as number[] };
    try {
        for (let sample = 0; sample < samples; sample++) {
            for (const name of ["plugin", "dynamic", "empty"] as const) {
                times[name].push(await startOnce([...programs[name], address]));
            }
        }
    } finally {
        engine.close();
    }
    return { plugin: median(times.plugin), dynamic: median(times.dynamic), empty: median(times.empty) };
}

/** Starts a program, and waits for its first line; rejects when it ends without one. */
async function startOnce(args: readonly string[]): Promise<number> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, { cwd: __dirname, stdio: ["ignore", "pipe", "inherit"] });
    const gone = once(child, "exit");
    try {
        const line = await Promise.race([once(createInterface(child.stdout), "line"), gone.then(() => undefined)]);
        if (!line) {
            throw new Error(`${args[0]} ended before it served.`);
        }
        return performance.now() - startedAt;
    } finally {
        child.kill("SIGKILL");
        await gone;
    }
}
