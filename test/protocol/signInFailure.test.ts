import { expect } from "chai";
import { failureOf } from "../harness/bench/failureOf";
import { ProcessBench } from "../harness/bench/processBench";
import { deviceId } from "../harness/bench/samples";

const ways = /The ways to sign in; the first/g;
const idTokenWrite = "`permissions: id-token: write` of the GitHub Actions job";

describe("a sign-in that fails", () => {
    let running: ProcessBench | undefined;
    const start = async (env: Record<string, string>) => {
        running = await ProcessBench.start({ env: { AZURE_TOKEN_CREDENTIALS: "", ...env } });
        return running;
    };

    afterEach(() => running?.close());

    it("is told at length once, then in a line, and asks no managed identity that would do", async () => {
        const bench = await start({
            GITHUB_ACTIONS: "true",
            ARM_USE_OIDC: "true",
            ARM_TENANT_ID: "11111111-1111-1111-1111-111111111111",
            ARM_CLIENT_ID: "app",
        });
        const { provider, printed } = bench;
        const room = bench.binding();
        const app = bench.assignment();
        const [roomInputs, appInputs] = [await bench.checked(room), await bench.checked(app)];
        const created = await failureOf(provider.create(room.urn, roomInputs));
        expect(created.message).to.include(idTokenWrite);
        expect(created.message.match(ways)).to.have.length(1);
        for (const failure of [
            await failureOf(provider.create(app.urn, appInputs)),
            await failureOf(provider.read(room.urn, deviceId, { inputs: roomInputs, outputs: roomInputs })),
            await failureOf(provider.delete(app.urn, "id", { inputs: appInputs, outputs: appInputs })),
        ]) {
            expect(failure.message).to.include(idTokenWrite);
            expect(failure.message.trim()).not.to.include("\n");
        }
        await provider.stop();
        const said = [...bench.lines, ...printed.stdout, ...printed.stderr].join("\n");
        // What read and delete throw is printed too.
        expect(said.match(ways)).to.equal(null);
        expect(said.split("\n").length).to.be.below(10);
        expect(bench.emulator.state().requests).to.deep.equal([]);
    });

    it("is told once, also where it is printed beside the answer", async () => {
        const bench = await start({
            AZURE_CLIENT_ID: "app",
            AZURE_CLIENT_SECRET: "",
        });
        const { provider, printed } = bench;
        const room = bench.binding();
        const inputs = await bench.checked(room);
        const failure = await failureOf(provider.read(room.urn, deviceId, { inputs, outputs: inputs }));
        await provider.stop();
        const told = [failure.message, ...printed.stderr].join("\n");
        expect(told.match(ways)).to.have.length(1);
        expect(told).to.include("AZURE_CLIENT_SECRET and AZURE_TENANT_ID are missing to sign in.");
    });
});

describe("a sign-in that works", () => {
    it("says once as whom, and a refusal says it again", async () => {
        const bench = await ProcessBench.start();
        try {
            const { emulator, provider } = bench;
            await bench.created(bench.assignment());
            await bench.created(bench.binding());
            const as = "an identity that the token does not name, by ManagedIdentityCredential";
            expect(bench.lines.filter((line) => line.includes("Signed in as"))).to.deep.equal([`Signed in as ${as}.`]);
            emulator.setFaults([{ match: { path: "/deviceManagement|batch" }, times: 1000, action: { status: 403 } }]);
            const room = bench.binding();
            const inputs = await bench.checked(room);
            const failure = await failureOf(provider.read(room.urn, deviceId, { inputs, outputs: inputs }));
            expect(failure.message).to.include(`It was sent as ${as}.`);
        } finally {
            await bench.close();
        }
    });
});
