import type { Changes, Operation } from "../engine";
import type { Diagnostic, EngineEvent } from "../engineEvent";
import { createUrn, parseUrn, stackType } from "../urn";
import { redacted, unknownValue } from "./state/property";

/** How an operation on a resource is written: sign, in a preview, while it runs, when it is done. */
const words: Record<string, [sign: string, plan: string, running: string, done: string]> = {
    create: [" + ", "create", "creating", "created"],
    update: [" ~ ", "update", "updating", "updated"],
    replace: ["+- ", "replace", "replacing", "replaced"],
    "create-replacement": ["++ ", "create replacement", "creating replacement", "created replacement"],
    delete: [" - ", "delete", "deleting", "deleted"],
    "delete-replaced": ["-- ", "delete original", "deleting original", "deleted original"],
    import: [" = ", "import", "importing", "imported"],
    refresh: [" ~ ", "refresh", "refreshing", "refreshed"],
};

const titles: Record<Operation, string> = {
    preview: "Previewing update",
    up: "Updating",
    refresh: "Refreshing",
    destroy: "Destroying",
};

/** Writes an operation's events down for a user, in the manner of Pulumi's own display. */
export class Display {
    private readonly startedAt = new Map<string, number>();
    private readonly diagnostics = new Map<string, Diagnostic[]>();
    private readonly stackUrn: string;

    constructor(
        private readonly operation: Operation,
        names: { project: string; stack: string },
        private readonly write: (line: string) => void,
    ) {
        const { project, stack } = names;
        this.stackUrn = createUrn(stack, project, stackType, `${project}-${stack}`);
        write("test engine (stands in for Pulumi)");
        write(`${titles[operation]} (${stack}):`);
        write("");
    }

    /** Takes the next event. */
    show(event: EngineEvent): void {
        if (event.kind === "diagnostic") {
            this.showDiagnostic(event.diagnostic);
        } else {
            this.showStep(event);
        }
    }

    /** Writes what belongs at the end; `outputs` may hold secrets. */
    finish(outputs: Record<string, unknown>, changes: Changes, durationInMs: number): void {
        this.writeDiagnostics();
        const names = Object.keys(outputs).sort();
        this.writeSection(
            "Outputs:",
            names.map((name) => `    ${name}: ${outputText(outputs[name])}`),
        );
        this.writeSection("Resources:", this.changeLines(changes));
        this.write(`Duration: ${Math.round(durationInMs / 1000)}s`);
    }

    private showStep({ kind, op, urn }: Exclude<EngineEvent, { kind: "diagnostic" }>): void {
        const word = words[op];
        if (word === undefined) {
            return;
        }
        const [sign, plan, running, done] = word;
        const isPreview = this.operation === "preview";
        if (kind === "stepStarted") {
            this.startedAt.set(`${op} ${urn}`, performance.now());
            this.row(sign, urn, isPreview ? plan : running);
        } else if (kind === "stepFailed") {
            this.row(sign, urn, `**${running} failed**`);
        } else if (!isPreview) {
            const started = this.startedAt.get(`${op} ${urn}`) ?? performance.now();
            this.row(sign, urn, `${done} (${((performance.now() - started) / 1000).toFixed(2)}s)`);
        }
    }

    private showDiagnostic(diagnostic: Diagnostic): void {
        const urn = diagnostic.urn ?? this.stackUrn;
        const [firstLine = ""] = diagnosticText(diagnostic).split("\n");
        this.row("   ", urn, firstLine);
        if (!diagnostic.ephemeral) {
            this.diagnostics.set(urn, [...(this.diagnostics.get(urn) ?? []), diagnostic]);
        }
    }

    private row(sign: string, urn: string, text: string): void {
        const { type, name } = parseUrn(urn);
        this.write(`${sign} ${type} ${name} ${text}`);
    }

    private writeDiagnostics(): void {
        const lines: string[] = [];
        for (const [urn, diagnostics] of this.diagnostics) {
            const { type, name } = parseUrn(urn);
            lines.push(`  ${type} (${name}):`);
            for (const diagnostic of diagnostics) {
                lines.push(
                    ...diagnosticText(diagnostic)
                        .split("\n")
                        .map((line) => `    ${line}`),
                );
            }
        }
        this.writeSection("Diagnostics:", lines);
    }

    private changeLines(changes: Changes): string[] {
        const lines = Object.entries(changes).map(([op, count]) => {
            const [sign, plan, , done] = words[op] ?? [];
            const what = this.operation === "preview" ? `to ${plan}` : done;
            return op === "same" ? `    ${count} unchanged` : `    ${sign?.trim()} ${count} ${what}`;
        });
        return lines.length > 0 ? lines : ["    none"];
    }

    private writeSection(title: string, lines: string[]): void {
        if (lines.length > 0) {
            this.write("");
            this.write(title);
            lines.forEach(this.write);
        }
    }
}

function diagnosticText({ severity, message }: Diagnostic): string {
    return severity === "error" || severity === "warning" ? `${severity}: ${message}` : message;
}

function outputText(value: unknown): string {
    return JSON.stringify(redacted(value)).replaceAll(`"${unknownValue}"`, "[unknown]");
}
