import { failuresOf } from "../../harness/runReport";
import type { RunRecord } from "./runRecord";

/** Tells of a run in some lines, for a person who wants to know how a rule came to be broken. */
export function storyOf({ operation, plan, report, declared, after, ownedAfter }: RunRecord): string {
    const steps = report.steps.map(({ op, name, failure }) => `${op} ${name}${failure ? " FAILED" : ""}`);
    const members = [...declared.members].map(([key, { owner, region }]) => `${owner}: ${key} in ${region}`);
    const devices = [...declared.devices].map(([id, { owner, account }]) => `${owner}: ${id} has ${nameOf(account)}`);
    const there = [...after.members].map(([key, { region, customDomain }]) => `${key} in ${region} (${customDomain})`);
    const bound = [...after.devices].map(([id, account]) => `${id} has ${nameOf(account)}`);
    const owners = [...ownedAfter.members, ...ownedAfter.devices].map(
        ([key, entries]) => `${entries.map(({ owner, pending }) => `${owner}${pending ? "?" : ""}`).join("+")}: ${key}`,
    );
    return [
        `${operation} ${JSON.stringify(plan)}`,
        `    declared: ${[...members, ...devices].join(", ")}`,
        `    ${report.crashed ? "crashed after: " : "steps: "}${steps.join(", ")}`,
        ...failuresOf(report).map((line) => `    ${line.slice(0, 400)}`),
        `    services: ${[...there, ...bound].join(", ")}`,
        `    state: ${owners.join(", ")}`,
    ]
        .map(shortened)
        .join("\n");
}

function shortened(line: string): string {
    return line
        .replace(/analyze-(conversations|text)\//g, "")
        .replace(/0d6f1b2c-1111-4222-8333-0123456789a/gi, "device")
        .replace(/@contoso\.com/gi, "");
}

function nameOf(account: { userPrincipalName: string; addressableUserName?: string } | undefined): string {
    return account
        ? `${account.userPrincipalName}${account.addressableUserName ? ` "${account.addressableUserName}"` : ""}`
        : "nothing";
}
