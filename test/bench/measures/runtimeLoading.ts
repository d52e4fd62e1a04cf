import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";
import { median, rounded } from "../support/statistics";
import { duration } from "../support/words";

const run = promisify(execFile);
const samples = 9;

/** What Pulumi's provider process has loaded before it comes to a provider's text. */
const ofPulumi = [
    "@pulumi/pulumi",
    "@pulumi/pulumi/proto/provider_grpc_pb.js",
    "@pulumi/pulumi/proto/engine_grpc_pb.js",
];

/** What a provider process does until the first request wants a token: `check`, then the machinery of `create`. */
const ours = `
const { projectResourceAssignment } = require("pulumi-azure-assignments/runtime");
projectResourceAssignment.attach({}, { config: { get: () => undefined } });
`;
const machinery = `
require("#provider/host/services");
require("#provider/lifecycle/projectResourceAssignment/verbs");
require("#provider/lifecycle/deviceResourceAccountBinding/verbs");
`;
/** What a provider pays that loads its credentials with its code. */
const eager = `
require("@azure/identity");
require("@azure/core-rest-pipeline");
`;

/** How long loading `runtime` takes on top of what Pulumi's provider process has loaded. */
export async function measureRuntimeLoading(bench: Bench): Promise<Row[]> {
    bench.say("loading runtime");
    const attached = await medianLoading(ours);
    const all = await medianLoading(ours + machinery);
    const today = await medianLoading(eager);
    return [
        toRow({
            figure: "loading runtime on top of Pulumi's own, before the first request needs credentials",
            value: rounded(all, 1),
            unit: "ms",
            target: 40,
            ours: `${duration(attached)} for check and diff, ${duration(all)} with all that create loads before it`,
            today: `${duration(today)} (credentials loaded with the code)`,
        }),
    ];
}

async function medianLoading(code: string): Promise<number> {
    const times: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
        times.push(await loadOnce(code));
    }
    return median(times);
}

async function loadOnce(code: string): Promise<number> {
    const program = `
        ${ofPulumi.map((name) => `require(${JSON.stringify(name)});`).join("\n")}
        const startedAt = performance.now();
        ${code}
        process.stdout.write(String(performance.now() - startedAt));
        process.exit(0);
    `;
    const { stdout } = await run(process.execPath, ["-e", program], { cwd: __dirname });
    return Number(stdout);
}
