import { expect } from "chai";
import { DeadlineError } from "#provider/core/errors";
import type { AuthoringClient } from "#provider/language/client";
import { DeploymentsError } from "#provider/language/deployments";
import { MemberNames } from "#provider/language/members";
import { DeploymentGuard } from "#provider/language/queue/deploymentGuard";
import { QueuedRequest } from "#provider/language/queue/queuedRequest";
import { memberKey } from "#provider/lifecycle/projectResourceAssignment/check";
import { arm, member } from "../../../harness/bench/samples";
import { useBench } from "../../lifecycle/support/useBench";
import { changed, projectChange, projectOf, type Wanted } from "../support/projectChange";

describe("a project's queue keeps deployments", () => {
    const bench = useBench();
    const on = (...accounts: string[]) => accounts.map((account) => ({ azureResourceId: arm(account) }));
    const submit = (wanted: Wanted, run = bench.run()) => run.context.language.submit(projectChange(bench, wanted));
    const deployments = () => bench.emulator.state().projects["analyze-conversations/EmailApp"]?.deployments ?? [];

    it("refuses to unassign a member that has one, and names both", async () => {
        bench.seed(["A", "B"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const { error, effective } = await submit({ unassign: ["A", "B"] });
        expect(error).to.be.instanceOf(DeploymentsError);
        expect(error?.message).to.equal(
            'Unassigning A from conversations project "EmailApp" was refused: it would delete deployment "production". ' +
                "Nothing was unassigned. Say that they may go.",
        );
        expect([effective, bench.count(/POST/), bench.members()]).to.deep.equal([false, 0, ["A", "B"]]);
    });

    it("refuses before it assigns anything for the same resource", async () => {
        bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const { error } = await submit({ assign: ["B"], unassign: ["A"] });
        expect(error).to.be.instanceOf(DeploymentsError);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("refuses to change a member that has one", async () => {
        bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const { error } = await submit({ reassign: [changed("A", { region: "eastus" })] });
        expect(error).to.be.instanceOf(DeploymentsError);
        expect(bench.jobs()).to.deep.equal([]);
    });

    it("refuses one that may be gone already, since a lost assign may still bring it", async () => {
        bench.seed([], [{ deploymentName: "production", assignedResources: on("A") }]);
        const { error } = await submit({ unassign: ["A"], unverified: ["A"] });
        expect(error).to.be.instanceOf(DeploymentsError);
    });

    it("lets them go where it may, and says which", async () => {
        bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const run = bench.run();
        const { error } = await submit({ unassign: ["A"], deleteDeployments: true }, run);
        expect([error, bench.members(), deployments()]).to.deep.equal([undefined, [], []]);
        expect(run.said("info")).to.contain(
            '"email-app" unassigns A from conversations project "EmailApp", which deletes deployment "production"',
        );
    });

    it("lets them go where they cannot be listed, if it may", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { operation: "listDeployments" }, times: 99_999, action: { status: 500 } });
        const run = bench.run();
        const { error } = await submit({ unassign: ["A"], deleteDeployments: true }, run);
        expect([error, bench.members()]).to.deep.equal([undefined, []]);
        expect(run.said("info")).to.contain("could not be listed");
    });

    it("unassigns a member without any, and says of which it is not told where they are", async () => {
        bench.seed(
            ["A", "B"],
            [{ deploymentName: "production", assignedResources: on("B") }, { deploymentName: "somewhere" }],
        );
        const run = bench.run();
        expect((await submit({ unassign: ["A"] }, run)).error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["B"]);
        expect(run.said("info")).to.contain('the service does not say where deployment "somewhere" is');
    });

    it("finds one on a later page", async () => {
        const many = Array.from({ length: 25 }, (_, index) => ({
            deploymentName: `d${index}`,
            assignedResources: on("B"),
        }));
        bench.seed(["A", "B"], [...many, { deploymentName: "last", assignedResources: on("A") }]);
        bench.options({ pageSize: 5 });
        expect((await submit({ unassign: ["A"] })).error?.message).to.contain('"last"');
    });

    for (const deploymentResourceId of ["resourceId", "azureResourceId"] as const) {
        it(`knows its resource by ${deploymentResourceId}`, async () => {
            bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
            bench.options({ deploymentResourceId });
            expect((await submit({ unassign: ["A"] })).error).to.be.instanceOf(DeploymentsError);
        });
    }

    const unlisted: [title: string, action: object, told: RegExp][] = [
        ["403", { status: 403 }, /403/],
        ["404, though the project is there", { status: 404 }, /404/],
        ["500 until the deadline", { status: 500 }, /500/],
        ["nonsense until the deadline", { text: "what?" }, /not JSON/],
        ["what is no list", { status: 200, body: { value: "many" } }, /not what was asked for/],
        [
            "no link it could follow",
            { status: 200, body: { value: [], nextLink: { href: "/2" } } },
            /not what was asked for/,
        ],
    ];
    for (const [title, action, told] of unlisted) {
        it(`refuses where the list answers ${title}`, async () => {
            bench.seed(["A"]);
            bench.faults({ match: { operation: "listDeployments" }, times: 99_999, action });
            const { error } = await submit({ unassign: ["A"], limitInMs: 120_000 });
            expect(error).to.be.instanceOf(DeploymentsError);
            expect(error?.message)
                .to.match(told)
                .and.contain("cannot be listed")
                .and.contain("Nothing was unassigned. Say that");
            expect([bench.count(/POST/), bench.members()]).to.deep.equal([0, ["A"]]);
        });
    }

    it("says what the last look met where there is no time for another", async () => {
        const answers = [
            new DeadlineError("no list: 500", new Error("500")),
            new DeadlineError("no time", new Error("no answer")),
        ];
        const client = { project: projectOf(bench), deployments: () => Promise.reject(answers.shift()) };
        const services = { names: new MemberNames(), say: () => {}, observe: async () => [] };
        const guard = new DeploymentGuard({ ...services, client: client as unknown as AuthoringClient });
        const request = new QueuedRequest(projectChange(bench, { limitInMs: 0 }));
        // It looks twice: before and after the program was heard.
        const refused = await guard.refusalsAhead(() => [{ request, members: [member("A")] }]);
        const { error, mayPass } = refused.get(request) ?? {};
        expect(error?.message).to.contain("no list: 500");
        expect(mayPass).to.equal(false);
        expect(answers).to.deep.equal([]);
    });

    it("takes a project that is gone for gone", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { operation: "listDeployments" }, action: { delayMs: 500 } });
        const work = submit({ unassign: ["A"] });
        await until(() => bench.count(/GET .*deployments/) > 0);
        bench.emulator.putState({ projects: {}, devices: {} });
        expect((await work).error)
            .to.include({ statusCode: 404 })
            .and.not.be.instanceOf(DeploymentsError);
    });

    for (const times of [1, 3]) {
        it(`looks again before each attempt: one that appears while ${times} 409 are waited out is kept`, async () => {
            bench.seed(["A"]);
            bench.faults({ match: { operation: "unassign" }, times, action: { status: 409 } });
            const work = submit({ unassign: ["A"] });
            await until(() => bench.count(/unassign/) > 0);
            bench.seed(["A"], [{ deploymentName: "new", assignedResources: on("A") }]);
            expect((await work).error?.message).to.contain('would delete deployment "new"');
            expect(bench.members()).to.deep.equal(["A"]);
        });
    }

    it("looks again before an unassign that was throttled is sent again: what was deployed meanwhile is kept", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { operation: "unassign" }, action: { status: 429, headers: { "Retry-After": "60" } } });
        const work = submit({ unassign: ["A"] });
        await until(() => bench.count(/unassign/) > 0);
        bench.seed(["A"], [{ deploymentName: "new", assignedResources: on("A") }]);
        expect((await work).error?.message).to.contain('would delete deployment "new"');
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("says once what goes, however often the request is made", async () => {
        bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
        bench.faults({ match: { operation: "unassign" }, times: 12, action: { status: 409 } });
        const run = bench.run();
        await submit({ unassign: ["A"], deleteDeployments: true }, run);
        expect(run.said("info").match(/which deletes deployment/g)).to.have.length(1);
    });

    it("refuses one of two that share a job, and serves the other", async () => {
        bench.seed(["A", "B"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const run = bench.run();
        const [refused, served] = await Promise.all([
            submit({ owner: "a", unassign: ["A"], assign: ["C"] }, run),
            submit({ owner: "b", unassign: ["B"], assign: ["D"] }, run),
        ]);
        expect(refused.error).to.be.instanceOf(DeploymentsError);
        expect(served.error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["A", "D"]);
    });

    it("does not hold up who only assigns while the deployments cannot be listed", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { operation: "listDeployments" }, times: 99_999, action: { status: 500 } });
        const run = bench.run();
        const waiting = submit({ owner: "a", unassign: ["A"] }, run);
        const { error } = await submit({ owner: "b", assign: ["B"], limitInMs: 100_000 }, run);
        expect([error, bench.members()]).to.deep.equal([undefined, ["A", "B"]]);
        bench.faults();
        expect((await waiting).error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["B"]);
    });

    it("fails nobody else where neither the deployments nor the project can be had", async () => {
        bench.seed(["A"]);
        const run = bench.run();
        const waiting = submit({ owner: "a", unassign: ["A"] }, run);
        const assigning = submit({ owner: "b", assign: ["B"] }, run);
        bench.faults(
            { match: { operation: "listDeployments" }, times: 99_999, action: { status: 404 } },
            { match: { operation: "listResources" }, action: { delayMs: 1 } },
            {
                match: { operation: "listResources" },
                times: 6,
                action: { status: 503, headers: { "Retry-After": "10" } },
            },
        );
        expect((await assigning).error).to.equal(undefined);
        expect((await waiting).error).to.be.instanceOf(DeploymentsError);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("does not look where nobody would be unassigned", async () => {
        bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const run = bench.run();
        run.context.members.declare("b", [memberKey(projectOf(bench), arm("A"))]);
        const { error } = await submit({ owner: "a", assign: ["B"], unassign: ["A"] }, run);
        expect([error, bench.count(/deployments/)]).to.deep.equal([undefined, 0]);
    });

    it("hears first whether another resource is to have the member", async () => {
        bench.seed(["A"], [{ deploymentName: "production", assignedResources: on("A") }]);
        const run = bench.run();
        run.context.members.declare("a", []);
        const work = submit({ owner: "a", unassign: ["A"] }, run);
        await bench.clock.sleep(1_000);
        run.context.members.declare("b", [memberKey(projectOf(bench), arm("A"))]);
        expect((await work).error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("lists them once for all of a batch", async () => {
        bench.seed(["A", "B", "C"], [{ deploymentName: "elsewhere", assignedResources: on("Z") }]);
        const run = bench.run();
        await Promise.all(["A", "B", "C"].map((account) => submit({ owner: account, unassign: [account] }, run)));
        expect([bench.count(/GET .*deployments/), bench.jobs()]).to.deep.equal([1, ["unassign A,B,C"]]);
    });

    async function until(reached: () => boolean): Promise<void> {
        while (!reached()) {
            await bench.clock.sleep(50);
        }
    }
});

describe("a project's queue sends for nobody who has given up", () => {
    const bench = useBench();

    it("assigns only what is still waited for once throttling has passed", async () => {
        bench.faults({ match: { operation: "assign" }, action: { status: 429, headers: { "Retry-After": "20" } } });
        const { language } = bench.run().context;
        const [hurried, patient] = await Promise.all([
            language.submit(projectChange(bench, { owner: "a", assign: ["A"], limitInMs: 8_000 })),
            language.submit(projectChange(bench, { owner: "b", assign: ["B"] })),
        ]);
        expect([hurried.effective, hurried.pending, patient.error]).to.deep.equal([false, undefined, undefined]);
        expect(hurried.error).to.be.instanceOf(Error);
        expect(bench.members()).to.deep.equal(["B"]);
    });

    for (const verb of ["assign", "unassign"] as const) {
        it(`${verb}s only what is still waited for once a 409 has been waited out`, async () => {
            bench.seed(verb === "unassign" ? ["A", "B"] : []);
            bench.faults({ match: { operation: verb }, times: 4, action: { status: 409 } });
            const { language } = bench.run().context;
            const [hurried, patient] = await Promise.all([
                language.submit(projectChange(bench, { owner: "a", [verb]: ["A"], limitInMs: 1_500 })),
                language.submit(projectChange(bench, { owner: "b", [verb]: ["B"] })),
            ]);
            expect(hurried.error?.message).to.contain("nothing was sent");
            expect([hurried.effective, hurried.pending, patient.error]).to.deep.equal([false, undefined, undefined]);
            expect(bench.jobs()).to.deep.equal([`${verb} B`]);
            expect(bench.members()).to.deep.equal(verb === "unassign" ? ["A"] : ["B"]);
        });
    }
});
