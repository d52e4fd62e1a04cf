import { expect } from "chai";
import type { Fault } from "#emulator/faults/fault";
import { MemoryBench } from "../harness/bench/memoryBench";
import { failuresOf } from "../harness/runReport";
import { assignmentProgram, bindingProgram, deviceId, initialSeed, member, projectKey } from "./support/programs";

const listPath = "/resources\\?api-version=[^&]*(&maxpagesize=[0-9]+)?$";
const devicePath = "/windowsAutopilotDeviceIdentities/[0-9a-f-]{36}$";

/** A bench with a stack, and what that declares. */
class StackBench extends MemoryBench {
    readonly stack = this.harness();
    readonly url = this.emulator.url;
    readonly app = assignmentProgram(this.url, [member("one")]);
    readonly rooms = bindingProgram(this.url, ["room0@contoso.com"]);

    constructor() {
        super(initialSeed);
    }
}

/** Arms a fault as soon as a POST of that path was answered. */
function afterPost(bench: StackBench, path: string, fault: Fault): void {
    const { emulator } = bench;
    const { sendRequest } = emulator.transport;
    let armed = false;
    emulator.transport.sendRequest = async (request) => {
        const answer = await sendRequest(request);
        if (!armed && request.method === "POST" && request.url.includes(path)) {
            armed = true;
            bench.faults(fault);
        }
        return answer;
    };
}

/** On pages of four, takes a member away as soon as the first page was read: what was on the second slips to the first. */
function takeAwayWhileListed({ emulator, clock }: StackBench, account: string): void {
    emulator.setOptions({ pageSize: 4 });
    const members = emulator.world.projects.get(projectKey)?.members;
    const { sendRequest } = emulator.transport;
    emulator.transport.sendRequest = async (request) => {
        const answer = await sendRequest(request);
        if (new RegExp(listPath).test(request.url)) {
            const left = members?.current.filter(({ customDomain }) => customDomain !== account);
            members?.set(clock.now(), left ?? []);
        }
        return answer;
    };
}

describe("faults that once went wrong", () => {
    it("a project that vanishes while its members are unassigned is done with", async () => {
        const bench = new StackBench();
        await bench.stack.up(bench.app);
        afterPost(bench, ":unassign", { match: { path: listPath }, times: 99, action: { status: 404 } });
        expect(failuresOf(await bench.stack.destroy())).to.deep.equal([]);
    });

    it("a 404 that is said of a project with our members in it is no end of them", async () => {
        const bench = new StackBench();
        await bench.stack.up(bench.app);
        bench.faults({ match: { path: ":unassign" }, times: 99, action: { status: 404 } });
        expect(failuresOf(await bench.stack.destroy()).join()).to.match(/^delete app: Unassigning 1 resource .* 404/);
        expect(bench.stack.state.resources).to.have.property("app");
    });

    for (const verb of ["refresh", "destroy"] as const) {
        for (const [what, path] of [
            ["project", listPath],
            ["device", devicePath],
        ] as const) {
            it(`one 404 that is said of a ${what} in ${verb} makes nothing forgotten`, async () => {
                const bench = new StackBench();
                const { stack } = bench;
                await stack.up({ ...bench.app, ...bench.rooms });
                bench.faults({ match: { path }, times: 1, action: { status: 404 } });
                expect(failuresOf(await stack[verb]())).to.deep.equal([]);
                expect(bench.emulator.state().requests.filter(({ status }) => status === 404)).to.have.length(1);
                const isUp = verb === "refresh";
                expect(Object.keys(stack.state.resources)).to.have.members(isUp ? ["app", "room0"] : []);
                expect(bench.members().includes("one")).to.equal(isUp);
                expect(bench.account(deviceId(0))).to.equal(isUp ? "room0@contoso.com" : undefined);
            });
        }
    }

    for (const verb of ["refresh", "destroy"] as const) {
        it(`a member that slips between two pages of a list, as somebody takes another away, is not taken for gone by ${verb}`, async () => {
            const bench = new StackBench();
            await bench.stack.up(bench.app);
            takeAwayWhileListed(bench, "alien1");
            expect(failuresOf(await bench.stack[verb]())).to.deep.equal([]);
            const isUp = verb === "refresh";
            expect(bench.stack.state.resources.app !== undefined).to.equal(isUp);
            expect(bench.members()).to.deep.equal(["alien2", "alien3", "alien4", ...(isUp ? ["one"] : [])]);
        });
    }

    it("a member that slips so while its region changes is unassigned before it is assigned again", async () => {
        const bench = new StackBench();
        await bench.stack.up(bench.app);
        takeAwayWhileListed(bench, "alien1");
        const moved = assignmentProgram(bench.url, [{ ...member("one"), region: "northeurope" }]);
        expect(failuresOf(await bench.stack.up(moved))).to.deep.equal([]);
        expect(bench.emulator.state().jobs.map(({ kind }) => kind)).to.deep.equal(["assign", "unassign", "assign"]);
    });

    it("a job that the service forgets before its end is found in the list", async () => {
        const bench = new StackBench();
        bench.emulator.setOptions({ jobDurationMs: 90_000, jobLifetimeMs: 10_000 });
        expect(failuresOf(await bench.stack.up(bench.app))).to.deep.equal([]);
        expect(failuresOf(await bench.stack.destroy())).to.deep.equal([]);
        expect(bench.members()).not.to.include("one");
    });

    it("a device that vanishes after it was unbound is done with", async () => {
        const bench = new StackBench();
        await bench.stack.up(bench.rooms);
        afterPost(bench, "unassignResourceAccount", {
            match: { path: devicePath },
            times: 99,
            action: { status: 404 },
        });
        expect(failuresOf(await bench.stack.destroy())).to.deep.equal([]);
    });

    it("a $batch that is refused as a whole is no conflict of its devices", async () => {
        for (const status of [302, 406, 409, 410]) {
            const bench = new StackBench();
            bench.faults({ match: { path: "\\$batch" }, times: 99, action: { status } });
            const program = bindingProgram(bench.url, ["room0@contoso.com", "room1@contoso.com", "room2@contoso.com"]);
            expect(failuresOf(await bench.stack.up(program))).to.deep.equal([]);
            expect(bench.account(deviceId(2))).to.equal("room2@contoso.com");
        }
    });

    it("an answer that is lost at the deadline is what is reported", async () => {
        const bench = new StackBench();
        bench.faults({ match: { path: "assignResourceAccount" }, times: 99, action: { hang: "before" } });
        const program = bindingProgram(bench.url, ["room0@contoso.com"], { timeouts: { create: "20s" } });
        expect(failuresOf(await bench.stack.up(program)).join()).to.match(
            /Binding room0@contoso.com .* gave no answer/,
        );
    });

    it("members that a job without an end may yet add are remembered when the next update fails", async () => {
        const bench = new StackBench();
        bench.emulator.setOptions({ jobDurationMs: 900_000 });
        await bench.stack.up(assignmentProgram(bench.url, [member("one")], { timeouts: { create: "1m" } }));
        bench.faults({ match: { path: "/assign/jobs/" }, times: 999, action: { status: 404 } });
        const failed = await bench.stack.up(assignmentProgram(bench.url, [member("two")]));
        expect(failed.ok).to.equal(false);
        expect(JSON.stringify(bench.stack.state.resources.app?.outputs))
            .to.include("accounts/one")
            .and.include("accounts/two");
        bench.emulator.setFaults([]);
        bench.emulator.setOptions({ jobDurationMs: 0 });
        await bench.clock.sleep(2_000_000);
        expect(failuresOf(await bench.stack.up(assignmentProgram(bench.url, [member("two")])))).to.deep.equal([]);
        expect(bench.members()).to.include("two").and.not.include("one");
        expect(failuresOf(await bench.stack.destroy())).to.deep.equal([]);
        expect(bench.members()).to.deep.equal(["alien1", "alien2", "alien3", "alien4"]);
    });
});
