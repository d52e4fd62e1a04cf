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

/** How long the loads of one process took. */
interface Loads {
    pulumiInMs: number;
    oursInMs: number;
}

/** How long loading `runtime` takes, over what Pulumi's provider process has loaded before: in one process, so that all else strikes both. */
export async function measureRuntimeLoading(bench: Bench): Promise<Row[]> {
    bench.say("loading runtime");
    const attached = await loadings(ours);
    const all = await loadings(ours + machinery);
    const today = await loadings(eager);
    return [
        toRow({
            figure: "loading runtime, before the first request needs credentials, over loading @pulumi/pulumi in the same process",
            value: rounded(median(all.map(({ oursInMs, pulumiInMs }) => oursInMs / pulumiInMs)), 3),
            unit: "ratio",
            target: 0.1,
            ours: `${oursOf(attached)} for check and diff, ${oursOf(all)} with all that create loads before it`,
            floor: `${duration(median(all.map(({ pulumiInMs }) => pulumiInMs)))} (@pulumi/pulumi)`,
            today: `${oursOf(today)} (credentials loaded with the code)`,
        }),
    ];
}

function oursOf(loads: readonly Loads[]): string {
    return duration(median(loads.map(({ oursInMs }) => oursInMs)));
}

async function loadings(code: string): Promise<Loads[]> {
    const loads: Loads[] = [];
    for (let sample = 0; sample < samples; sample++) {
        loads.push(await loadOnce(code));
    }
    return loads;
}

async function loadOnce(code: string): Promise<Loads> {
    const program = `
        const startedAt = performance.now();
        ${ofPulumi.map((name) => `require(${JSON.stringify(name)});`).join("\n")}
        const pulumiAt = performance.now();
        ${code}
        const loads = { pulumiInMs: pulumiAt - startedAt, oursInMs: performance.now() - pulumiAt };
        process.stdout.write(JSON.stringify(loads), () => process.exit(0));
    `;
    const { stdout } = await run(process.execPath, ["-e", program], { cwd: __dirname });
    return JSON.parse(stdout);
}
