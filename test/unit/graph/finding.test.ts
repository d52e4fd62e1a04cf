import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { AssignmentsError, DeadlineError } from "#provider/core/errors";
import { useBench } from "../lifecycle/support/useBench";
import { errorOf } from "../support/testClient";

describe("finding devices by serial number", () => {
    const bench = useBench();

    function find(serialNumber: string, graph = bench.run().context.graph) {
        const address = { cloud: "public", graphEndpoint: bench.emulator.url } as const;
        return graph.find(address, serialNumber, new Deadline(bench.clock, 600_000));
    }

    function seedSerials(...serials: string[]) {
        const devices = serials.map((serialNumber, index) => {
            return [`0a1b2c3d-4e5f-6071-8293-${String(index).padStart(12, "0")}`, { serialNumber }] as const;
        });
        bench.emulator.putState({ devices: Object.fromEntries(devices) });
    }

    const serialsOf = (devices: { serialNumber?: string }[]) => devices.map((device) => device.serialNumber);

    it("asks the service for those that contain it", async () => {
        seedSerials("R9-1", "R9-10", "X");
        expect(serialsOf(await find("R9-1"))).to.deep.equal(["R9-1", "R9-10"]);
    });

    it("follows every page", async () => {
        seedSerials("R9-1", "R9-2", "R9-3");
        bench.options({ pageSize: 1 });
        expect(await find("R9-")).to.have.length(3);
        expect(bench.count(/GET .beta/)).to.equal(3);
    });

    for (const serialNumber of ["O'Hara", "a&b=c", "50%", "#1", "a b", "ä", "'", "a+b", "a')or('x"]) {
        it(`finds ${JSON.stringify(serialNumber)}, and nothing else`, async () => {
            seedSerials(serialNumber, "other");
            expect(serialsOf(await find(serialNumber))).to.deep.equal([serialNumber]);
        });
    }

    it("shares one list among many that look at the same moment", async () => {
        const serials = Array.from({ length: 50 }, (_, index) => `SN-${String(index).padStart(3, "0")}`);
        seedSerials(...serials);
        const { graph } = bench.run().context;
        const found = await Promise.all(serials.map((serialNumber) => find(serialNumber, graph)));
        expect(found.map(serialsOf)).to.deep.equal(serials.map((serialNumber) => [serialNumber]));
        expect(bench.count(/GET .*windowsAutopilotDeviceIdentities/)).to.be.at.most(2);
    });

    it("keeps the deadline of each who shares a list", async () => {
        bench.faults({ match: { method: "GET" }, times: 9_999, action: { status: 503 } });
        const { graph } = bench.run().context;
        const limits = [5_000, 60_000, 60_000, 60_000, 60_000];
        const startedAt = bench.clock.now();
        const address = { cloud: "public", graphEndpoint: bench.emulator.url } as const;
        const ends = limits.map(async (limitInMs, index) => {
            await errorOf(graph.find(address, `SN-${index}`, new Deadline(bench.clock, limitInMs)), DeadlineError);
            return bench.clock.now() - startedAt;
        });
        const [hurried, ...patient] = await Promise.all(ends);
        expect(hurried).to.be.within(4_000, 6_500);
        expect(Math.min(...patient)).to.be.above(50_000);
    });

    it("fails where the serial number cannot be sent, and finds the next one", async () => {
        seedSerials("R9-1");
        const { graph } = bench.run().context;
        expect(await errorOf(find("\uD800", graph), Error)).not.to.be.instanceOf(DeadlineError);
        expect(serialsOf(await find("R9-1", graph))).to.deep.equal(["R9-1"]);
    });

    it("gives the failure of a shared list to all who share it", async () => {
        bench.faults({ match: { path: "." }, times: 999, action: { status: 403 } });
        const { graph } = bench.run().context;
        const outcomes = await Promise.allSettled(["a", "b", "c", "d", "e", "f"].map((serial) => find(serial, graph)));
        expect(outcomes.filter(({ status }) => status === "rejected")).to.have.length(6);
    });

    it("refuses a list that does not end", async () => {
        const nextLink = `${bench.emulator.url}/beta/deviceManagement/windowsAutopilotDeviceIdentities`;
        bench.faults({ match: { method: "GET" }, times: 999, action: { nextLink } });
        expect(await errorOf(find("R9"), AssignmentsError)).to.include({ code: "EndlessList" });
    });

    it("sends nothing to another origin that a link names", async () => {
        bench.faults({ match: { method: "GET" }, action: { nextLink: "https://evil.example/next" } });
        expect((await errorOf(find("R9"), AssignmentsError)).message).to.contain("https://evil.example");
    });

    it("names a link that is no URL", async () => {
        bench.faults({ match: { method: "GET" }, action: { nextLink: "https://[" } });
        expect((await errorOf(find("R9"), AssignmentsError)).message).to.contain("is not a URL");
    });
});
