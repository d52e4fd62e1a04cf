import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Ran, type Running, runProgram, startProgram } from "./support/runProgram";
import { arm, deviceId, scratch, seed, useServices } from "./support/useServices";

const script = "dist/live/main.js";
const room = "boardroom@northwind.example";
const member = arm("Northwind-Neu");

/** One exchange of a recording. */
interface Exchange {
    request: { method: string; url: string; credential: string; body?: Record<string, unknown> };
    response?: { status: number; headers: Record<string, string>; body: Record<string, unknown> | null };
    failure?: string;
}

describe("the live check", function () {
    this.timeout(60_000);
    const services = useServices();
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "azure-assignments-live-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const projectArgs = (id = member) => [...services.projectArgs, "--member", `${id}=northeurope`, "--yes"];
    const deviceArgs = () => [...services.deviceArgs, "--account", room, "--yes"];
    const run = (args: string[]): Promise<Ran> => runProgram(script, args, services.env, folder);
    const start = (args: string[]): Running => startProgram(script, args, services.env, folder);
    const journal = () => join(folder, "live-check.journal.json");
    const recordingText = () => readFileSync(join(folder, "live-check.recording.json"), "utf8");
    const recording = () => JSON.parse(recordingText()) as Exchange[];
    const posts = () => services.methods().filter((method) => method === "POST").length;
    const members = () =>
        services.emulator.state().projects[scratch]?.resources.map(({ azureResourceId }) => azureResourceId);
    const account = () => services.emulator.state().devices[deviceId]?.resourceAccount?.userPrincipalName;
    const until = async (isSo: () => boolean, running: Running) => {
        while (!isSo()) {
            expect(running.child.exitCode, running.seen.stdout + running.seen.stderr).to.equal(null);
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    };
    const hasJob = () => existsSync(journal()) && readFileSync(journal(), "utf8").includes("jobId");

    it("assigns and unassigns a resource, and records it in the shape of the known recordings", async () => {
        services.options({ idCase: "lower", jobDurationMs: 300 });
        const { code, stdout } = await run([...projectArgs(), "--api-version", "2025-11-15-preview"]);
        expect(code, stdout).to.equal(0);
        expect(stdout).to.contain("everything is as it was before");
        expect(services.emulator.state().projects[scratch]?.resources).to.have.length(1);
        expect(posts()).to.equal(2);
        expect(existsSync(journal())).to.equal(false);

        const assign = recording().find(({ request }) => request.url.includes(":assign"));
        expect(assign?.request).to.deep.equal({
            method: "POST",
            url: "https://contoso.cognitiveservices.azure.com/language/authoring/analyze-conversations/projects/EmailApp/resources/:assign?api-version=2025-11-15-preview",
            credential: "token",
            body: {
                projectResources: [
                    {
                        azureResourceId:
                            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/Group-1/providers/Microsoft.CognitiveServices/accounts/Account-1",
                        customDomain: "Account-1",
                        region: "northeurope",
                    },
                ],
            },
        });
        expect(assign?.response).to.deep.include({ status: 202, body: null });
        const { "operation-location": location = "" } = assign?.response?.headers ?? {};
        expect(location).to.match(
            /^https:\/\/contoso\.cognitiveservices\.azure\.com\/.*\/projects\/EmailApp\/resources\/assign\/jobs\/0{8}-[0-9-]+_\d{18}\?api-version=2025-11-15-preview$/,
        );
        const first = recording().find(({ request }) => request.url === location);
        expect(first?.response?.body).to.include({ status: "notStarted", jobId: /jobs\/([^?]+)/.exec(location)?.[1] });
        // A letter case that the service changes shows in what stands for the name.
        const lists = recording().filter(({ request }) => request.url.includes("/resources?"));
        expect(JSON.stringify(lists)).to.contain("accounts/account-1").and.contain("accounts/Account-2");
    });

    it("binds and unbinds an account, and records it", async () => {
        const { code, stdout } = await run(deviceArgs());
        expect(code, stdout).to.equal(0);
        expect(account()).to.equal(undefined);
        expect(posts()).to.equal(2);
        const bodies = recording().map(({ request, response }) => [
            request.method,
            response?.status,
            response?.body?.userPrincipalName,
        ]);
        expect(bodies).to.deep.equal([
            ["GET", 200, ""],
            ["POST", 204, undefined],
            ["GET", 200, "room-1@contoso.com"],
            ["GET", 200, "room-1@contoso.com"],
            ["POST", 204, undefined],
            ["GET", 200, ""],
        ]);
        expect(recording()[1]?.request.body).to.deep.equal({ userPrincipalName: "room-1@contoso.com" });
    });

    it("records no name, id, secret or token, also where an error repeats them", async () => {
        const id = arm("bad-northwind");
        const { code } = await run(projectArgs(id));
        expect(code).to.equal(1);
        const told = recordingText();
        expect(told).to.contain('"failed"');
        for (const hidden of [
            "northwind",
            "8ff19748",
            "language-",
            "weu",
            "Scratch",
            "127.0.0.1",
            "eyJ",
            services.env.IDENTITY_HEADER,
        ]) {
            expect(told.toLowerCase(), hidden).to.not.contain(hidden.toLowerCase());
        }
        await run(deviceArgs());
        for (const hidden of ["northwind", "boardroom", deviceId, "R9-0012", "Room 12", "eyJ"]) {
            expect(recordingText().toLowerCase(), hidden).to.not.contain(hidden.toLowerCase());
        }
    });

    const refusals: [title: string, prepare: () => string[], reason: RegExp][] = [
        ["a member that is there already", () => projectArgs(arm("CONTOSO-weu")), /is assigned to .* already/],
        [
            "a project with a deployment that could be there",
            () => {
                services.emulator.putState({
                    projects: { [scratch]: { deployments: [{ deploymentName: "production" }] } },
                });
                return projectArgs();
            },
            /has deployment "production"/,
        ],
        [
            "a device that shows a user",
            () => {
                const userBinding = { userPrincipalName: "alice@contoso.com" };
                services.emulator.putState({ devices: { [deviceId]: { userBinding } } });
                return deviceArgs();
            },
            /shows an account or user, alice@contoso.com/,
        ],
        [
            "a device that shows the very account",
            () => {
                services.emulator.putState({
                    devices: { [deviceId]: { resourceAccount: { userPrincipalName: room } } },
                });
                return deviceArgs();
            },
            /shows an account or user, boardroom@/,
        ],
        [
            "what nobody has confirmed",
            () => projectArgs().filter((arg) => arg !== "--yes"),
            /there is nobody to ask.*nothing was done/s,
        ],
    ];
    for (const [title, prepare, reason] of refusals) {
        it(`refuses ${title}, and changes nothing`, async () => {
            const { code, stdout, stderr } = await run(prepare());
            expect(code).to.equal(2);
            expect(stdout + stderr).to.match(reason);
            expect(posts()).to.equal(0);
            expect(existsSync(journal())).to.equal(false);
        });
    }

    it("refuses arguments that do not say what to do", async () => {
        const own = ["--endpoint", "https://northwind-neu.cognitiveservices.azure.com"];
        const cases: [args: string[], reason: RegExp][] = [
            [[...projectArgs(), ...deviceArgs()], /one of the two/],
            [[...services.projectArgs, "--member", member], /--member ID=REGION/],
            [[...own, "--project", "S", "--member", `${member}=westus`], /holds the project/],
            [["--serial", "R9", "--account", room], /--device GUID/],
            [["--undo", ...deviceArgs()], /name no target/],
        ];
        const results = await Promise.all(cases.map(async ([args, reason]) => ({ ran: await run(args), reason })));
        for (const { ran, reason } of results) {
            expect(ran.code).to.equal(2);
            expect(ran.stderr).to.match(reason);
        }
        expect(services.emulator.state().requests).to.have.length(0);
    });

    it("takes back what came of a lost answer, whichever it was", async () => {
        services.faults({ match: { operation: "assign" }, times: 1, action: { reset: "after" } });
        const assigned = await run(projectArgs());
        expect(assigned.code, assigned.stdout).to.equal(1);
        expect(assigned.stdout)
            .to.contain("may or may not have taken effect")
            .and.contain("everything is as it was before");
        expect(recording().find(({ request }) => request.url.includes(":assign"))?.failure).to.equal("ECONNRESET");
        services.faults({ match: { operation: "unassign" }, times: 1, action: { reset: "after" } });
        const unassigned = await run(projectArgs());
        expect(unassigned.code, unassigned.stdout).to.equal(0);
        services.faults({ match: { operation: "unassignResourceAccount" }, times: 1, action: { reset: "before" } });
        const unbound = await run(deviceArgs());
        expect(unbound.code, unbound.stdout).to.equal(0);
        expect(members()).to.deep.equal([arm("contoso-weu")]);
        expect(account()).to.equal(undefined);
    });

    it("takes nothing back where the service refused", async () => {
        services.faults({ match: { operation: "assign" }, times: 9, action: { status: 403 } });
        const { code, stdout } = await run(projectArgs());
        expect(code).to.equal(1);
        expect(stdout).to.contain("Cognitive Services Language Owner");
        expect(posts()).to.equal(1);
        expect(existsSync(journal())).to.equal(false);
    });

    it("says what is left where it cannot take it back, and --undo does that later", async () => {
        services.faults({ match: { operation: "unassign" }, times: 99, action: { status: 403 } });
        const { code, stdout } = await run(projectArgs());
        expect(code).to.equal(1);
        expect(stdout).to.contain(`${member} may still be assigned`).and.contain("--undo tries again");
        expect(members()).to.include(member);
        services.faults();
        const undone = await run(["--undo", "--yes"]);
        expect(undone.code, undone.stdout).to.equal(0);
        expect(undone.stdout).to.contain(`${member} is assigned to conversations project "Scratch" now`);
        expect(members()).to.deep.equal([arm("contoso-weu")]);
        expect((await run(["--undo", "--yes"])).stdout).to.contain("nothing to undo");
    });

    it("takes it back on Ctrl-C", async () => {
        services.options({ jobDurationMs: 2_000 });
        const running = start(projectArgs());
        await until(hasJob, running);
        running.child.kill("SIGINT");
        const { code, stdout } = await running.done;
        expect(code, stdout).to.equal(1);
        expect(stdout).to.contain("asked to stop").and.contain("everything is as it was before");
        expect(members()).to.deep.equal([arm("contoso-weu")]);
        expect(existsSync(journal())).to.equal(false);
    });

    it("leaves a journal when it is killed: the next run says what is left, and --undo takes exactly that away", async () => {
        services.options({ jobDurationMs: 1_500 });
        const running = start(projectArgs());
        await until(hasJob, running);
        running.child.kill("SIGKILL");
        await running.done;
        const second = await run(projectArgs(arm("another")));
        expect(second.code).to.equal(2);
        expect(second.stderr).to.contain("did not end").and.contain(member).and.contain("--undo");
        expect(posts()).to.equal(1);
        const undone = await run(["--undo", "--yes"]);
        expect(undone.code, undone.stdout).to.equal(0);
        expect(members()).to.deep.equal([arm("contoso-weu")]);
        expect(existsSync(journal())).to.equal(false);
    });

    it("unassigns nothing where somebody has deployed meanwhile", async () => {
        services.options({ jobDurationMs: 1_500 });
        const running = start(projectArgs());
        await until(hasJob, running);
        services.emulator.putState({
            ...seed,
            projects: { [scratch]: { ...seed.projects[scratch], deployments: [{ deploymentName: "production" }] } },
        });
        const { code, stdout } = await running.done;
        expect(code).to.equal(1);
        expect(stdout).to.contain('could delete deployment "production"').and.contain("nothing was unassigned");
        expect(posts()).to.equal(1);
        expect(existsSync(journal())).to.equal(true);
    });

    it("finds again what it bound to a device that shows nothing, and leaves alone what somebody else bound there", async () => {
        services.options({ accountVisible: false });
        const running = start(deviceArgs());
        await until(() => account() === room, running);
        running.child.kill("SIGKILL");
        await running.done;
        expect((await run(deviceArgs())).stderr).to.contain("shows no account, which need not mean");
        services.options({ accountVisible: true });
        services.emulator.putState({
            devices: { [deviceId]: { resourceAccount: { userPrincipalName: "other@contoso.com" } } },
        });
        const refused = await run(["--undo", "--yes"]);
        expect(refused.code).to.equal(1);
        expect(refused.stdout).to.contain("shows other@contoso.com, which the check did not bind");
        services.options({ accountVisible: false });
        services.emulator.putState({ devices: { [deviceId]: { resourceAccount: { userPrincipalName: room } } } });
        const undone = await run(["--undo", "--yes"]);
        expect(undone.code, undone.stdout).to.equal(0);
        expect(account()).to.equal(undefined);
    });
});
