// node scripts/summary.mjs STACK EXIT_CODE EVENTS
// Summarizes a preview as Markdown from Pulumi's event log: its changes, its messages, and the policies that it violates.
import { readFileSync } from "node:fs";

/** Limits that keep a comment below GitHub's 65,536 characters. Azure Repos allows more. */
const most = { rows: 200, name: 100, block: 12_000 };

const words = {
    create: "create",
    update: "update",
    delete: "**delete**",
    replace: "**replace**",
    import: "import",
};

const [stack = "", code = "1", path = ""] = process.argv.slice(2);
const events = readEvents(path);
const changes = readChanges(events);
const said = readMessages(events);
const violations = readViolations(events);

const sections = [
    `<!-- pulumi-preview ${stack} -->`,
    `### Preview of \`${stack}\`: ${verdict()}`,
    table(changes),
    violations.length > 0 ? `**Policies:**\n\n${block(violations)}` : "",
    said.length > 0 ? block(said) : "",
];
console.log(sections.filter(Boolean).join("\n\n"));

function verdict() {
    const counts = Object.keys(words).map((op) => [changes.filter((change) => change.op === op).length, op]);
    const told = counts.filter(([count]) => count > 0).map(([count, op]) => `${count} to ${op}`);
    const found = told.join(", ") || "no changes";
    // Pulumi exits with 7 if there are changes and --expect-no-changes was given.
    return code === "0" || code === "7" ? found : changes.length > 0 ? `failed (so far ${found})` : "failed";
}

/** The engine's events, one JSON object a line. The file is empty if Pulumi failed before the engine started. */
function readEvents(file) {
    return readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => JSON.parse(line));
}

/** The planned changes. A replacement has three steps; only "replace" counts. */
function readChanges(all) {
    const steps = all.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []));
    return steps
        .map(({ op, urn }) => ({ op, ...parseUrn(urn) }))
        .filter(({ op, type }) => op in words && !/^pulumi:(providers:|pulumi:Stack$)/.test(type));
}

/** The messages of engine and provider, without repetitions: check can run several times for one resource. */
function readMessages(all) {
    const messages = all.flatMap(({ diagnosticEvent: event }) =>
        event && event.severity !== "debug" && !event.ephemeral ? [`${event.prefix ?? ""}${event.message}`] : [],
    );
    return [...new Set(messages.map(plain))];
}

function readViolations(all) {
    return all.flatMap(({ policyEvent: event }) =>
        event
            ? [
                  `[${event.enforcementLevel}] ${event.policyName}, ${parseUrn(event.resourceUrn ?? "").name}:\n${plain(event.message)}`,
              ]
            : [],
    );
}

/** Parses `urn:pulumi:stack::project::parent$type::name`. A name may contain `::` too. */
function parseUrn(urn) {
    const [, , types = "", ...name] = urn.split("::");
    return { type: types.split("$").pop() ?? "", name: name.join("::") };
}

/** Removes colour directives such as `<{%reset%}>`. */
function plain(message) {
    return message.replace(/<\{%[^%]*%\}>/g, "").trimEnd();
}

function table(rows) {
    const lines = rows
        .slice(0, most.rows)
        .map(({ op, type, name }) => `| ${words[op]} | ${cell(name)} | ${cell(type.split(":").pop())} |`);
    const rest = rows.length - lines.length;
    const more = rest > 0 ? [`| ... | and ${rest} more | |`] : [];
    return rows.length > 0 ? ["| would | resource | type |", "| --- | --- | --- |", ...lines, ...more].join("\n") : "";
}

/** Escapes text for a table cell. */
function cell(value) {
    const line = value.slice(0, most.name).replaceAll("`", "'").replace(/\s+/g, " ");
    return `\`${line.replaceAll("|", "\\|")}\``;
}

/** Puts lines into a fence that they cannot close. */
function block(lines) {
    const text = lines.join("\n").replaceAll("````", "''''");
    const shown =
        text.length > most.block ? `${text.slice(0, most.block)}\n(The rest is in the log of the run.)` : text;
    return `\`\`\`\`text\n${shown}\n\`\`\`\``;
}
