import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { AmbiguousError, ServiceError } from "#provider/core/errors";
import { useBench } from "../lifecycle/support/useBench";

const id = (index: number) => `0a1b2c3d-4e5f-6071-8293-${String(index).padStart(12, "0")}`;
const upn = (index: number) => `room${index}@contoso.com`;

describe("requests about devices", () => {
    const bench = useBench();

    /** Seeds so many devices, and gives what speaks of them. */
    function fleet(count: number) {
        const devices = Array.from(
            { length: count },
            (_, index) => [id(index), { serialNumber: `SN-${index}` }] as const,
        );
        bench.emulator.putState({ devices: Object.fromEntries(devices) });
        const { graph } = bench.run().context;
        const deadline = () => new Deadline(bench.clock, 600_000);
        const at = (index: number) =>
            ({ deviceId: id(index), cloud: "public", graphEndpoint: bench.emulator.url }) as const;
        return {
            graph,
            at,
            deadline,
            all: Array.from({ length: count }, (_, index) => index),
            get: (index: number) => graph.get(at(index), deadline()),
            bind: (index: number) => graph.assign(at(index), { userPrincipalName: upn(index) }, deadline()),
            unbind: (index: number) => graph.unassign(at(index), deadline()),
        };
    }

    const batches = () => bench.count(/POST \/beta\/\$batch/);
    const accounts = () =>
        Object.values(bench.emulator.state().devices).map(({ resourceAccount }) => resourceAccount?.userPrincipalName);

    it("travel together, up to twenty in one", async () => {
        const { all, get, bind, unbind } = fleet(45);
        const devices = await Promise.all(all.map(get));
        expect(devices.map(({ serialNumber }) => serialNumber)).to.deep.equal(all.map((index) => `SN-${index}`));
        expect(batches()).to.equal(3);
        await Promise.all(all.map(bind));
        expect(accounts()).to.deep.equal(all.map(upn));
        expect(batches()).to.equal(6);
        await Promise.all(all.map(unbind));
        expect(accounts()).to.deep.equal(all.map(() => undefined));
        expect(batches()).to.equal(9);
    });

    it("find their answers in whatever order they come", async () => {
        const { all, get } = fleet(20);
        bench.options({ batchOrder: "reversed" });
        const devices = await Promise.all(all.map(get));
        expect(devices.map((device) => device.id)).to.deep.equal(all.map(id));
    });

    it("go alone where there is one only", async () => {
        const { get } = fleet(1);
        await get(0);
        expect(batches()).to.equal(0);
    });

    it("of one device alone are not held up", async () => {
        const { get, bind } = fleet(1);
        const startedAt = bench.clock.now();
        for (const step of [get, bind, get, bind]) {
            await step(0);
        }
        expect(bench.clock.now() - startedAt).to.be.below(40);
    });

    it("have a verdict each", async () => {
        const { all, get } = fleet(3);
        const outcomes = await Promise.allSettled([...all, 99].map(get));
        expect(outcomes.map(({ status }) => status)).to.deep.equal(["fulfilled", "fulfilled", "fulfilled", "rejected"]);
        const last = outcomes[3] as PromiseRejectedResult;
        expect(last.reason).to.be.instanceOf(ServiceError).and.include({ statusCode: 404 });
        expect(last.reason.message).to.contain(`Reading Autopilot device ${id(99)} failed: 404`);
    });

    it("are repeated on their own after their own 429", async () => {
        const { all, bind } = fleet(10);
        bench.faults({ match: { path: `${id(4)}/assign` }, times: 3, action: { status: 429 } });
        await Promise.all(all.map(bind));
        expect(accounts()).to.deep.equal(all.map(upn));
        expect(bench.count(new RegExp(`POST .*${id(4)}/assign`))).to.equal(4);
        expect(bench.count(new RegExp(`POST .*${id(5)}/assign`))).to.equal(1);
    });

    it("stay within what Graph takes, though it does not say how long to wait", async () => {
        const { all, bind } = fleet(60);
        bench.options({ graphWritesPer20s: 25 });
        await Promise.all(all.map(bind));
        expect(accounts()).to.deep.equal(all.map(upn));
    });

    for (const status of [404, 405, 501]) {
        it(`go alone where $batch is answered ${status}, and are not sent there again`, async () => {
            const { all, bind, get } = fleet(8);
            bench.faults({ match: { path: "\\$batch" }, times: 99, action: { status } });
            await Promise.all(all.map(bind));
            await Promise.all(all.map(get));
            expect(accounts()).to.deep.equal(all.map(upn));
            expect(batches()).to.equal(1);
        });
    }

    it("go alone where the tenant has no $batch", async () => {
        const { all, bind } = fleet(8);
        bench.options({ batch: false });
        await Promise.all(all.map(bind));
        expect(accounts()).to.deep.equal(all.map(upn));
    });

    for (const action of [{ reset: "after" }, { truncate: true }, { text: "oops" }, { status: 500 }] as const) {
        it(`are ambiguous, each of them, after ${JSON.stringify(action)} to a $batch`, async () => {
            const { all, bind } = fleet(3);
            bench.faults({ match: { path: "\\$batch" }, action });
            const outcomes = await Promise.allSettled(all.map(bind));
            const reasons = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason);
            expect(reasons.map((reason) => reason instanceof AmbiguousError)).to.deep.equal([true, true, true]);
        });

        it(`are read again after ${JSON.stringify(action)} to a $batch`, async () => {
            const { all, get } = fleet(3);
            bench.faults({ match: { path: "\\$batch" }, action });
            expect((await Promise.all(all.map(get))).map((device) => device.id)).to.deep.equal(all.map(id));
        });
    }

    it("are ambiguous only where their own answer is missing", async () => {
        const { all, bind } = fleet(2);
        const body = { responses: [{ id: "1", status: 204 }] };
        bench.faults({ match: { path: "\\$batch" }, action: { status: 200, body } });
        const outcomes = await Promise.allSettled(all.map(bind));
        expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "fulfilled"]);
    });

    it("renew a refused token and go on together", async () => {
        const { all, bind } = fleet(5);
        bench.faults({ match: { path: "\\$batch" }, action: { status: 401 } });
        await Promise.all(all.map(bind));
        expect(accounts()).to.deep.equal(all.map(upn));
    });

    it("do not wait for company beyond their own deadline", async () => {
        const { graph, at, all, get } = fleet(6);
        bench.faults({ match: { path: "\\$batch" }, times: 99, action: { hang: "before" } });
        const others = Promise.allSettled(all.map(get));
        const startedAt = bench.clock.now();
        await graph.get(at(5), new Deadline(bench.clock, 10_000));
        expect(bench.clock.now() - startedAt).to.be.below(10_000);
        bench.faults();
        await others;
    });

    it("do not travel together across clouds, even to one address", async () => {
        const { graph, at, deadline } = fleet(4);
        const clouds = ["public", "usgovernment"] as const;
        const asked = clouds.flatMap((cloud) => [0, 1].map((index) => graph.get({ ...at(index), cloud }, deadline())));
        const outcomes = await Promise.allSettled(asked);
        expect(outcomes.map(({ status }) => status)).to.deep.equal(["fulfilled", "fulfilled", "rejected", "rejected"]);
    });

    it("send no secret and nothing but what the action takes", async () => {
        const { graph, at, deadline } = fleet(1);
        const account = { userPrincipalName: upn(0), addressableUserName: "Room 0", logicalName: "x", timeouts: {} };
        await graph.assign(at(0), account, deadline());
        expect(bench.emulator.state().devices[id(0)]?.resourceAccount).to.deep.equal({
            userPrincipalName: upn(0),
            addressableUserName: "Room 0",
        });
    });
});
