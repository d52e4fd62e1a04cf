import type { Finding, MemberReport, Report, Topic, Verdict } from "./findings";

const marks: Readonly<Record<Verdict, string>> = { ok: "ok", note: "note", unproven: "?", fails: "FAILS" };
const titles: Readonly<Record<Topic, string>> = {
    network: "Network",
    "sign-in": "Sign-in",
    project: "Project",
    device: "Device",
    up: "What an up does",
    unassign: "What unassigning deletes",
    permissions: "Roles and permissions",
};
/** So many members are shown; `--json` shows all. */
const mostMembers = 20;

/** A report as a person reads it, topic by topic, with the verdict at the end. */
export function renderReport(report: Report): string {
    const sections = (Object.keys(titles) as Topic[])
        .map((topic) => [topic, report.findings.filter((finding) => finding.topic === topic)] as const)
        .filter(([, findings]) => findings.length > 0)
        .map(([topic, findings]) => {
            const members = topic === "project" ? membersOf(report) : [];
            return [titles[topic], ...findings.map(line), ...members].join("\n");
        });
    return `${[...sections, verdictOf(report)].join("\n\n")}\n`;
}

function line({ verdict, text }: Finding): string {
    return `  ${marks[verdict].padEnd(6)}${text.replace(/\n/g, "\n        ")}`;
}

function membersOf({ project }: Report): string[] {
    const present = (project?.members ?? []).filter(({ up }) => up !== "assign");
    const shown = present.slice(0, mostMembers).map(memberLine);
    return present.length > mostMembers
        ? [...shown, `        and ${present.length - mostMembers} more (--json lists all)`]
        : shown;
}

function memberLine({ azureResourceId, region, deployments }: MemberReport): string {
    const deployed = deployments.length > 0 ? `; deployed: ${deployments.join(", ")}` : "";
    return `        ${azureResourceId} (${region}${deployed})`;
}

function verdictOf({ findings }: Report): string {
    const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
    const [failing, unproven] = [count("fails"), count("unproven")];
    const rest =
        unproven === 0
            ? ""
            : ` ${unproven} ${unproven === 1 ? "thing" : "things"} marked ? cannot be proved by reading.`;
    return failing > 0
        ? `${failing} ${failing === 1 ? "thing" : "things"} will fail. Nothing was changed.${rest}`
        : `Nothing found that will fail, and nothing was changed.${rest}`;
}
