import { expect } from "chai";
import { parseDoctorCommand } from "#provider/doctor/arguments";
import { arm, deviceId } from "./support/useServices";

const endpoint = "https://contoso.cognitiveservices.azure.com";
const project = ["--endpoint", endpoint, "--project", "EmailApp"];
const parse = (...args: string[]) => parseDoctorCommand(["doctor", ...args]);

describe("the doctor's command line", () => {
    it("takes a project, with the provider's defaults", () => {
        const command = parse(...project, "--member", arm("a"), "--member", `${arm("b")}=West US`, "--timeout", "90s");
        expect(command).to.deep.include({ verb: "examine" });
        const { request } = command as Extract<typeof command, { verb: "examine" }>;
        expect(request.project?.project).to.deep.equal({
            endpoint,
            projectName: "EmailApp",
            projectKind: "conversations",
            apiVersion: "2022-10-01-preview",
        });
        expect(request.project?.members).to.deep.equal([
            { azureResourceId: arm("a"), region: undefined },
            { azureResourceId: arm("b"), region: "West US" },
        ]);
        expect(request).to.deep.include({ device: undefined, timeoutInMs: 90_000, json: false });
    });

    it("takes a device by its id or its serial number, also beside a project", () => {
        for (const device of [
            ["--device", deviceId],
            ["--serial", "R9-0012"],
        ]) {
            expect(parse(...device, "--account", "room@contoso.com", "--json")).to.include({ verb: "examine" });
            expect(parse(...project, ...device)).to.include({ verb: "examine" });
        }
    });

    for (const [args, expected] of [
        [["--help"], "help"],
        [["doctor", "-h"], "help"],
        [["--version"], "version"],
    ] as const) {
        it(`understands ${args.join(" ")}`, () => {
            expect(parseDoctorCommand(args).verb).to.equal(expected);
        });
    }

    const refused: [args: string[], reason: RegExp][] = [
        [[], /nothing to look at: give --endpoint and --project, or --device, or --serial/],
        [["up"], /the one command is doctor, not "doctor" "up"/],
        [["--memer", "x"], /no option --memer; did you mean --member\?/],
        [["--wibblewobble", "x"], /no option --wibblewobble$/],
        [["--project"], /--project needs a value/],
        [["--json=5"], /--json needs a value, or takes none/],
        [["--endpoint", endpoint], /--project is missing\. Use 1 to 100 letters/],
        [["--project", "EmailApp"], /--endpoint is missing\. Give the https address/],
        [["--endpoint", "contoso", "--project", "EmailApp"], /--endpoint: "contoso" is not a URL/],
        [["--endpoint", "http://contoso.test", "--project", "EmailApp"], /plain http is for this machine only/],
        [["--endpoint", "https://westus.api.cognitive.microsoft.com", "--project", "E"], /regional endpoint/],
        [[...project, "--kind", "mails"], /--kind: "mails" is none of/],
        [[...project, "--kind", "text", "--api-version", "2025-11-01"], /--api-version: .* text projects/],
        [[...project, "--cloud", "usgovernmentdod"], /--cloud: .* has no Language endpoints/],
        [[...project, "--member", "contoso"], /--member: "contoso" is not an ARM id/],
        [[...project, "--member", `${arm("a")}=?`], /--member: "\?" is not the name of a region/],
        [[...project, "--member", arm("a"), "--member", arm("A")], /--member names an account twice/],
        [[...project, "--timeout", "soon"], /--timeout: "soon" is not a duration/],
        [["--device", "R9"], /--device: "R9" is not a GUID/],
        [["--device", deviceId, "--serial", "R9"], /give --device or --serial, not both/],
        [["--serial", " "], /--serial: " " is empty/],
        [["--device", deviceId, "--account", "room"], /--account: "room" is not a user principal name/],
        [["--device", deviceId, "--cloud", "mars"], /--cloud: "mars" is none of/],
        [["--device", deviceId, "--graph-endpoint", "graph"], /--graph-endpoint: "graph" is not a URL/],
        [["--account", "room@contoso.com"], /need --device or --serial/],
    ];
    for (const [args, reason] of refused) {
        it(`refuses ${JSON.stringify(args)}`, () => {
            const command = parse(...args);
            expect(command.verb).to.equal("refuse");
            expect((command as { reasons: string[] }).reasons.join("\n")).to.match(reason);
        });
    }

    it("says all that is wrong at once, each thing once", () => {
        const command = parse("--endpoint", "x", "--project", "a/b", "--cloud", "mars", "--serial", "");
        const { reasons } = command as { reasons: string[] };
        expect(reasons.map((reason) => reason.split(":")[0]).sort()).to.deep.equal(
            ["--cloud", "--cloud", "--endpoint", "--project", "--serial"].sort(),
        );
    });

    it("shows no credential of an endpoint", () => {
        const command = parse("--endpoint", "https://user:pass@contoso.test?key=hidden", "--project", "E");
        expect(JSON.stringify(command)).to.not.match(/pass|hidden/);
    });
});
