import type { GraphAddress } from "../graph/device";
import type { ProjectAddress } from "../language/projectAddress";
import { bindingTable } from "../lifecycle/deviceResourceAccountBinding/fields";
import { autopilotDeviceTable, projectResourcesTable } from "../lifecycle/functions/fields";
import { checkInputs } from "../validation/checkInputs";
import { durationAdvice, durationRule, parseDuration } from "../validation/duration";
import type { Fields } from "../validation/fields";
import { describeValue, type TextRule } from "../validation/findings";
import { canonicalArmId } from "../validation/ids";
import { readFields } from "../validation/readFields";
import { cognitiveAccountIdRule, regionRule } from "../validation/rules";

/** A resource that an `up` is to declare. */
export interface AskedMember {
    azureResourceId: string;
    /** Where it was given. */
    region?: string;
}

/** A project to look at. */
export interface AskedProject {
    project: ProjectAddress;
    /** The same as arguments of `getProjectResources`. */
    inputs: Record<string, unknown>;
    members: AskedMember[];
}

/** A device to look at, by its id, or else by its serial number. */
export interface AskedDevice {
    address: GraphAddress & { deviceId?: string };
    /** Arguments of `getAutopilotDevice`. */
    inputs: Record<string, unknown>;
    account?: string;
}

/** What stands on a command line about a project or a device, by the names of options. */
export type OptionValues = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** The options that say which project or device is meant. */
export const targetOptions = {
    endpoint: { type: "string" },
    project: { type: "string" },
    kind: { type: "string" },
    "api-version": { type: "string" },
    cloud: { type: "string" },
    member: { type: "string", multiple: true },
    device: { type: "string" },
    serial: { type: "string" },
    account: { type: "string" },
    "graph-endpoint": { type: "string" },
    timeout: { type: "string" },
} as const;

const defaultTimeout = "30s";

/** The targets that were read, and what is wrong with them, by the names of options. */
export interface Targets {
    project?: AskedProject;
    device?: AskedDevice;
    timeoutInMs: number;
    reasons: string[];
}

/** Reads which project and which device are meant, by the rules of the resources' inputs. */
export function readTargets(values: OptionValues): Targets {
    const problems = new Problems();
    const timeout = textOf(values, "timeout") ?? defaultTimeout;
    problems.check("timeout", timeout, durationRule, durationAdvice);
    refuseStrays(values, problems);
    const project = has(values, projectNames) ? readProject(values, timeout, problems) : undefined;
    const device = has(values, deviceNames) ? readDevice(values, timeout, problems) : undefined;
    return { project, device, timeoutInMs: parseDuration(timeout) ?? 0, reasons: problems.all };
}

const projectNames = ["endpoint", "project", "kind", "api-version", "member"];
const deviceNames = ["device", "serial", "account", "graph-endpoint"];

function refuseStrays(values: OptionValues, problems: Problems): void {
    if (values.device !== undefined && values.serial !== undefined) {
        problems.add("give --device or --serial, not both");
    }
    if (has(values, deviceNames) && values.device === undefined && values.serial === undefined) {
        problems.add("--account and --graph-endpoint need --device or --serial");
    }
}

function readProject(values: OptionValues, timeout: string, problems: Problems): AskedProject {
    const given = {
        endpoint: values.endpoint,
        projectName: values.project,
        projectKind: values.kind,
        apiVersion: values["api-version"],
        cloud: values.cloud,
    };
    const { inputs, failures } = checkInputs(given, projectResourcesTable);
    problems.addFailures(failures);
    const members = (Array.isArray(values.member) ? values.member : []).map((text) => readMember(text, problems));
    const ids = members.map(({ azureResourceId }) => canonicalArmId(azureResourceId));
    if (new Set(ids).size < ids.length) {
        problems.add("--member names an account twice (letter case does not count)");
    }
    const project: ProjectAddress = readFields(projectResourcesTable.inputs, inputs);
    return { project, inputs: { ...inputs, timeout }, members };
}

/** `ID`, or `ID=REGION`: no ARM id has an equals sign. */
function readMember(text: string, problems: Problems): AskedMember {
    const at = text.indexOf("=");
    const azureResourceId = at === -1 ? text : text.slice(0, at);
    const region = at === -1 ? undefined : text.slice(at + 1);
    problems.check(
        "member",
        azureResourceId,
        cognitiveAccountIdRule,
        "Give the ARM id of the account, perhaps with =REGION behind it.",
    );
    if (region !== undefined) {
        problems.check("member", region, regionRule, 'A region is written as "westus" or "West US".');
    }
    return { azureResourceId, region };
}

const { deviceId, userPrincipalName, cloud, graphEndpoint } = bindingTable.inputs;
/** Either of the first two may be left out: a device may be looked for by its serial number, and without an account. */
const deviceFields = {
    deviceId: { ...deviceId, required: false },
    userPrincipalName: { ...userPrincipalName, required: false },
    cloud,
    graphEndpoint,
} as const satisfies Fields;

function readDevice(values: OptionValues, timeout: string, problems: Problems): AskedDevice {
    const where = { cloud: values.cloud, graphEndpoint: values["graph-endpoint"] };
    const given = { deviceId: values.device, userPrincipalName: values.account, ...where };
    const { inputs, failures } = checkInputs(given, { inputs: deviceFields });
    problems.addFailures(failures);
    const bySerial = { serialNumber: values.serial, ...where, timeout };
    if (values.serial !== undefined) {
        problems.addFailures(checkInputs(bySerial, autopilotDeviceTable).failures);
    }
    const { userPrincipalName: account, ...address } = readFields(deviceFields, inputs);
    return { address, inputs: bySerial, account };
}

const optionNames: Readonly<Record<string, string>> = {
    projectName: "project",
    projectKind: "kind",
    apiVersion: "api-version",
    deviceId: "device",
    serialNumber: "serial",
    userPrincipalName: "account",
    graphEndpoint: "graph-endpoint",
};

/** What is wrong with the arguments, each thing once. */
class Problems {
    private readonly reasons = new Set<string>();

    get all(): string[] {
        return [...this.reasons];
    }

    add(reason: string): void {
        this.reasons.add(reason);
    }

    /** Takes over what the rules of inputs refused, by the names of options. */
    addFailures(failures: readonly { property: string; reason: string }[]): void {
        for (const { property, reason } of failures) {
            const option = optionNames[property] ?? property;
            this.add(
                reason.startsWith(`${property} is missing`)
                    ? `--${option}${reason.slice(property.length)}`
                    : `--${option}: ${reason}`,
            );
        }
    }

    check(option: string, text: string, rule: TextRule, advice: string): void {
        const found = rule(text);
        if (found) {
            this.add(`--${option}: ${describeValue(found.shown ?? text)} ${found.problem}. ${found.advice ?? advice}`);
        }
    }
}

function has(values: OptionValues, names: readonly string[]): boolean {
    return names.some((name) => values[name] !== undefined);
}

function textOf(values: OptionValues, name: string): string | undefined {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
}
