import type { Incoming } from "./http/incoming.js";

const language = "/language/authoring/[^/]+/projects/[^/]+";
const devices = "/beta/deviceManagement/windowsAutopilotDeviceIdentities";

const operations = {
    getProject: ["GET", language],
    listResources: ["GET", `${language}/resources`],
    listDeployments: ["GET", `${language}/deployments`],
    assign: ["POST", `${language}/resources/:assign`],
    unassign: ["POST", `${language}/resources/:unassign`],
    getAssignJob: ["GET", `${language}/resources/assign/jobs/[^/]+`],
    getUnassignJob: ["GET", `${language}/resources/unassign/jobs/[^/]+`],
    listDevices: ["GET", devices],
    getDevice: ["GET", `${devices}/[^/]+`],
    assignResourceAccount: ["POST", `${devices}/[^/]+/(microsoft\\.graph\\.)?assignResourceAccountToDevice`],
    unassignResourceAccount: ["POST", `${devices}/[^/]+/(microsoft\\.graph\\.)?unassignResourceAccountFromDevice`],
    batch: ["POST", "/beta/\\$batch"],
    getToken: ["GET", "/msi/token"],
} as const satisfies Readonly<Record<string, readonly [method: string, path: string]>>;

/** The name of an operation, by which a fault can choose its requests. */
export type OperationName = keyof typeof operations;

/** The names of all operations. */
export const operationNames = Object.keys(operations) as OperationName[];

const patterns = operationNames.map((name) => {
    const [method, path] = operations[name];
    return { name, method, path: new RegExp(`^${path}$`) };
});

/** Returns the operation that a request asks for, whether or not it is granted; undefined for one that is no operation. */
export function operationOf({ method, segments }: Incoming): OperationName | undefined {
    // The decoded path: `$batch` and `:assign` may come percent-encoded.
    const path = `/${segments?.join("/") ?? ""}`;
    return patterns.find((pattern) => pattern.method === method && pattern.path.test(path))?.name;
}
