import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const redirect = join(__dirname, "redirectAzureLog.js");

/** Where the processes of a scene write what they log: the Azure libraries and Pulumi's engine, all that there is. */
export class SceneLogs {
    /** What makes the processes log, and there. */
    readonly env: Readonly<Record<string, string>>;
    private readonly folder = mkdtempSync(join(tmpdir(), "scene-"));

    constructor() {
        this.env = {
            AZURE_LOG_LEVEL: "verbose",
            NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(redirect)}`.trim(),
            SCENE_AZURE_LOG: join(this.folder, "azure.log"),
            // Pulumi's engine writes its log files there.
            TMPDIR: this.folder,
        };
    }

    /** What was logged since the last call, by file. */
    take(): Record<string, string> {
        const files = readdirSync(this.folder, { withFileTypes: true, recursive: true }).filter((entry) =>
            entry.isFile(),
        );
        const taken: Record<string, string> = {};
        for (const { parentPath, name } of files) {
            const file = join(parentPath, name);
            taken[name] = withoutTraffic(readFileSync(file, "utf8"));
            rmSync(file);
        }
        return taken;
    }

    /** Deletes all of it. */
    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** What Pulumi itself logs with secret inputs in clear, as docs/architecture.md tells: each property on its way, and the answer to each registration. */
const pulumisOwn =
    /^.*"msg":"(?:(?:Unm|M)arshaling property for RPC\[|(?:eventSink::Debug\(<\{%reset%\}>)?RegisterResource RPC finished: ).*$/gm;

/** A log without that: everything else in it counts. */
function withoutTraffic(log: string): string {
    return log.replace(pulumisOwn, "");
}
