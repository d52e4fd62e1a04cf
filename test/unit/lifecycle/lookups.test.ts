import { expect } from "chai";
import { AssignmentsError, ServiceError } from "#provider/core/errors";
import { findDevice, listProjectResources } from "#provider/lifecycle/functions/lookUps";
import { arm } from "../../harness/bench/samples";
import { errorOf } from "../support/testClient";
import { useBench } from "./support/useBench";

describe("listProjectResources", () => {
    const bench = useBench();
    const list = (args: object) =>
        listProjectResources(bench.run().context, { endpoint: bench.emulator.url, projectName: "EmailApp", ...args });

    it("lists what is assigned, as the service spells it, over all pages", async () => {
        bench.seed(["Weu", "Neu"]);
        bench.options({ pageSize: 1 });
        expect(await list({})).to.deep.equal([
            { azureResourceId: arm("Weu"), region: "westeurope" },
            { azureResourceId: arm("Neu"), region: "westeurope" },
        ]);
    });

    it("looks at the kind and in the version that it is told", async () => {
        bench.emulator.putState({ projects: { "analyze-text/EmailApp": {} } });
        expect(await list({ projectKind: "text", apiVersion: "2024-11-15-preview" })).to.deep.equal([]);
        expect(bench.count(/GET .*analyze-text.*api-version=2024-11-15-preview/)).to.equal(1);
    });

    const refused: [args: object, reason: RegExp][] = [
        [{ endpoint: "http://contoso.test" }, /endpoint: /],
        [{ projectName: "a/b" }, /projectName: /],
        [{ projectKind: "text", apiVersion: "2025-11-01" }, /apiVersion: /],
        [{ timeout: "soon" }, /: timeout: "soon" is not a duration/],
        [
            { projectNme: "EmailApp" },
            /"projectNme" is not an argument of getProjectResources\. Did you mean "projectName"\? .* cloud, timeout\.$/,
        ],
        [{ timeouts: { read: "1m" } }, /"timeouts" is not an argument .* Did you mean "timeout"\?/],
        [{ resources: [] }, /"resources" is not an argument/],
    ];
    for (const [args, reason] of refused) {
        it(`refuses ${JSON.stringify(args)} before anything is sent`, async () => {
            const error = await errorOf(list(args), AssignmentsError);
            expect(error.message)
                .to.match(/^getProjectResources: /)
                .and.match(reason);
            expect(bench.emulator.state().requests).to.have.length(0);
        });
    }

    it("says what to check where there is no such project", async () => {
        const error = await errorOf(list({ projectName: "emailapp" }), ServiceError);
        expect(error.message).to.contain("case-sensitive");
    });

    it("gives up after the time that it is told", async () => {
        bench.faults({ match: { path: "/language/" }, times: 9_999, action: { status: 503 } });
        const startedAt = bench.clock.now();
        await errorOf(list({ timeout: "20s" }), AssignmentsError);
        expect(bench.clock.now() - startedAt).to.be.within(10_000, 22_000);
    });
});

describe("findDevice", () => {
    const bench = useBench();
    const find = (args: object) => findDevice(bench.run().context, { graphEndpoint: bench.emulator.url, ...args });
    const id = (index: number) => `0a1b2c3d-4e5f-6071-8293-00000000000${index}`;

    function seed(...devices: object[]) {
        bench.emulator.putState({
            devices: Object.fromEntries(devices.map((device, index) => [id(index), device])),
        });
    }

    it("finds the one device with exactly this serial number", async () => {
        seed({ serialNumber: "R9-10" }, { serialNumber: "R9-1", displayName: "Room 12" }, { serialNumber: "r9-1" });
        expect(await find({ serialNumber: "R9-1" })).to.deep.include({ id: id(1), displayName: "Room 12" });
    });

    it("tells the user principal name, which a list leaves empty", async () => {
        const resourceAccount = { userPrincipalName: "room12@contoso.com" };
        seed({ serialNumber: "R9-1", resourceAccount }, { serialNumber: "R9-2", resourceAccount });
        for (const listedUpn of ["empty", "shown"] as const) {
            bench.options({ listedUpn });
            expect(await find({ serialNumber: "R9-1" })).to.include({ id: id(0), ...resourceAccount });
        }
    });

    it("reads all that are found at one moment together", async () => {
        seed(...Array.from({ length: 9 }, (_, index) => ({ serialNumber: `R9-${index}` })));
        const { context } = bench.run();
        const args = { graphEndpoint: bench.emulator.url };
        const serialNumbers = Array.from({ length: 9 }, (_, index) => `R9-${index}`);
        const found = await Promise.all(
            serialNumbers.map((serialNumber) => findDevice(context, { ...args, serialNumber })),
        );
        expect(found.map((device) => device.serialNumber)).to.deep.equal(serialNumbers);
        expect(bench.count(/GET .*Identities$/)).to.equal(1);
        expect(bench.count(/POST .*\$batch/)).to.equal(1);
    });

    it("says what the service says where the device goes in between", async () => {
        seed({ serialNumber: "R9-1" });
        bench.faults({ match: { operation: "getDevice" }, action: { status: 404 } });
        const error = await errorOf(find({ serialNumber: "R9-1" }), ServiceError);
        expect(error.message).to.contain(`Reading Autopilot device ${id(0)} failed: 404`);
    });

    it("lists what comes near where none has it", async () => {
        seed({ serialNumber: "R9-10", model: "Hub" }, { serialNumber: "XR9-1" });
        const error = await errorOf(find({ serialNumber: "R9-1" }), AssignmentsError);
        expect(error.message)
            .to.contain(`R9-10 (${id(0)}, Hub)`)
            .and.contain(`XR9-1 (${id(1)})`);
    });

    it("says what to check where nothing comes near", async () => {
        const error = await errorOf(find({ serialNumber: "Nope" }), AssignmentsError);
        expect(error.message).to.contain("registered with Windows Autopilot");
    });

    it("lists all that have it where there are several", async () => {
        seed({ serialNumber: "R9-1" }, { serialNumber: "R9-1" });
        const error = await errorOf(find({ serialNumber: "R9-1" }), AssignmentsError);
        expect(error.message)
            .to.match(/^2 Autopilot devices/)
            .and.contain(id(0))
            .and.contain(id(1));
    });

    it("bounds the list, and shows nothing that could take hold of a terminal", async () => {
        seed(...Array.from({ length: 9 }, () => ({ serialNumber: "R9-1\u001b[31m" })));
        const error = await errorOf(find({ serialNumber: "R9-1" }), AssignmentsError);
        expect(error.message).not.to.contain("\u001b");
    });

    const refused: [args: object, reason: RegExp][] = [
        [{}, /serialNumber is missing/],
        [{ serialNumber: "  " }, /serialNumber: " {2}" is empty/],
        [{ serialNumber: 5 }, /serialNumber: 5 is a number, not a string/],
        [{ serialNumber: "R9", cloud: "mars" }, /cloud: /],
        [{ serialNumber: "R9", graphEndpoint: "graph.microsoft.com" }, /graphEndpoint: /],
        [{ serialNumber: "R9", timeout: "soon" }, /: timeout: "soon"/],
        [{ serialNumber: "R9", serialNo: "R9" }, /"serialNo" is not an argument of getAutopilotDevice/],
    ];
    for (const [args, reason] of refused) {
        it(`refuses ${JSON.stringify(args)} before anything is sent`, async () => {
            const error = await errorOf(find(args), AssignmentsError);
            expect(error.message)
                .to.match(/^getAutopilotDevice: /)
                .and.match(reason);
            expect(bench.emulator.state().requests).to.have.length(0);
        });
    }
});
