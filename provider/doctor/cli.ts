import { secretValues } from "../auth/secrets";
import { asError } from "../core/errors";
import { SecretTexts } from "../core/redaction";
import { packageVersion } from "../http/transport";
import { type DoctorRequest, parseDoctorCommand } from "./arguments";
import { examine } from "./doctor";
import { renderReport } from "./render";

const name = "pulumi-azure-assignments";

const help = `Usage: ${name} doctor --endpoint URL --project NAME [options]
       ${name} doctor --device GUID | --serial NUMBER [options]

Says before the first "pulumi up" what will work and what will fail: as whom it signs in, what is there, and what an
up would do. It signs in as the provider does and reads; it changes nothing.

A project (Azure AI Language):
  --endpoint URL         the Language resource, by its custom subdomain
  --project NAME         the project; letter case counts
  --kind KIND            conversations (the default) or text
  --api-version VERSION  by default the provider's
  --member ID[=REGION]   the ARM id of a resource that an up is to assign; may be repeated

A device (Windows Autopilot, Microsoft Graph):
  --device GUID          the id of the Autopilot device identity
  --serial NUMBER        or its serial number
  --account UPN          the resource account that an up is to bind
  --graph-endpoint URL   another address of Microsoft Graph

  --cloud CLOUD          public, usgovernment, usgovernmentdod (devices only) or china
  --timeout DURATION     how long each look may take; by default 30s
  --json                 print one JSON object
  --version              print the version
  --help                 print this

Exit code: 0 if nothing was found that will fail, 1 if something will fail, 2 for wrong arguments.
`;

const secrets = new SecretTexts();
secrets.add(secretValues(process.env));

async function main(): Promise<number> {
    const command = parseDoctorCommand(process.argv.slice(2));
    switch (command.verb) {
        case "help":
            return print(help);
        case "version":
            return print(`${packageVersion()}\n`);
        case "refuse":
            for (const reason of command.reasons) {
                say(reason);
            }
            say("--help shows what there is");
            return 2;
        case "examine":
            return doctor(command.request);
    }
}

async function doctor(request: DoctorRequest): Promise<number> {
    const report = await examine(request, { secrets, say });
    if (request.json) {
        const redacted = (_: string, value: unknown) => (typeof value === "string" ? secrets.redact(value) : value);
        print(`${JSON.stringify(report, redacted, 2)}\n`);
    } else {
        print(renderReport(report));
    }
    return report.ok ? 0 : 1;
}

/** What the doctor is asked for. */
function print(text: string): number {
    process.stdout.write(secrets.redact(text));
    return 0;
}

/** What goes on meanwhile, and what is wrong; it does not mix with the report. */
function say(line: string): void {
    process.stderr.write(`${name}: ${secrets.redact(line)}\n`);
}

// Whoever reads may close the pipe early.
process.stdout.on("error", () => undefined);
main().then(
    (code) => {
        process.exitCode = code;
    },
    (error: unknown) => {
        say(asError(error).message);
        process.exitCode = 1;
    },
);
