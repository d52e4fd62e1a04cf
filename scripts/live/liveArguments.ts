import { parseOptions } from "#provider/doctor/arguments";
import { type OptionValues, readTargets, targetOptions } from "#provider/doctor/targets";
import type { DeviceAddress } from "#provider/graph/device";
import type { ResourceMetadata } from "#provider/language/members";
import type { ProjectAddress } from "#provider/language/projectAddress";
import { cloudOf } from "#provider/validation/clouds";
import { canonicalDomain, languageHost } from "#provider/validation/ids";
import { customDomainRule } from "#provider/validation/rules";

/** What the check assigns and unassigns, or binds and unbinds. */
export type LiveTarget =
    | { kind: "project"; project: ProjectAddress; member: ResourceMetadata }
    | { kind: "device"; device: DeviceAddress; account: string };

/** Where files go, and how long each part may take. */
export interface LiveSettings {
    journal: string;
    recording: string;
    yes: boolean;
    timeoutInMs: number;
}

/** What a command line asks for. */
export type LiveCommand =
    | { verb: "help" }
    | { verb: "refuse"; reasons: string[] }
    | { verb: "undo"; settings: LiveSettings }
    | { verb: "check"; target: LiveTarget; settings: LiveSettings };

const options = {
    ...targetOptions,
    domain: { type: "string" },
    out: { type: "string" },
    journal: { type: "string" },
    yes: { type: "boolean" },
    undo: { type: "boolean" },
    help: { type: "boolean", short: "h" },
} as const;

const defaults = { timeout: "10m", journal: "live-check.journal.json", out: "live-check.recording.json" };

/** Reads the command line of the live check. */
export function parseLiveCommand(args: readonly string[]): LiveCommand {
    const parsed = parseOptions(args, options);
    if ("reasons" in parsed) {
        return { verb: "refuse", reasons: parsed.reasons };
    }
    const values: OptionValues = { timeout: defaults.timeout, ...parsed.values };
    if (values.help) {
        return { verb: "help" };
    }
    const targets = readTargets(values);
    const settings = {
        journal: String(values.journal ?? defaults.journal),
        recording: String(values.out ?? defaults.out),
        yes: values.yes === true,
        timeoutInMs: targets.timeoutInMs,
    };
    const strays = parsed.positionals.map((word) => `what does "${word}" mean here?`);
    const reasons = [...strays, ...targets.reasons];
    if (reasons.length > 0) {
        return { verb: "refuse", reasons };
    }
    if (values.undo) {
        const isAlone = !targets.project && !targets.device;
        return isAlone
            ? { verb: "undo", settings }
            : { verb: "refuse", reasons: ["--undo takes what it undoes from the journal: name no target"] };
    }
    const target = targetOf(targets, values.domain, values.serial !== undefined);
    return typeof target === "string" ? { verb: "refuse", reasons: [target] } : { verb: "check", target, settings };
}

type Targets = ReturnType<typeof readTargets>;

/** The one thing to change, or why there is none. */
function targetOf({ project, device }: Targets, domain: unknown, bySerial: boolean): LiveTarget | string {
    if ((project === undefined) === (device === undefined)) {
        return "give --endpoint, --project and --member, or --device and --account: one of the two";
    }
    if (device) {
        const { address, account } = device;
        if (bySerial || address.deviceId === undefined || account === undefined) {
            return "a device is given by --device GUID with --account UPN (the doctor finds the GUID by --serial)";
        }
        return { kind: "device", device: { ...address, deviceId: address.deviceId }, account };
    }
    const [member, ...others] = project?.members ?? [];
    if (!project || !member?.region || others.length > 0) {
        return "give one --member ID=REGION: the ARM id of a resource that is not assigned to the project, and its region";
    }
    const { azureResourceId, region } = member;
    const name = azureResourceId.slice(azureResourceId.lastIndexOf("/") + 1);
    const customDomain = typeof domain === "string" ? domain : name;
    const problem = customDomainRule(customDomain)?.problem;
    if (problem) {
        return `--domain: "${customDomain}" ${problem}`;
    }
    return isOwnAccount(project.project, name, customDomain)
        ? "the member is the Language resource that holds the project: unassigning that would delete its deployments"
        : { kind: "project", project: project.project, member: { azureResourceId, customDomain, region } };
}

/** The list never shows the authoring resource itself, so that it would seem free. */
function isOwnAccount(project: ProjectAddress, name: string, domain: string): boolean {
    const host = languageHost(new URL(project.endpoint).hostname);
    const [subdomain = ""] = host.split(".");
    return canonicalDomain(domain, cloudOf(project)) === host || name.toLowerCase() === subdomain;
}
