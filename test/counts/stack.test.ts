import { expect } from "chai";
import { rebuiltTexts } from "../bench/measures/rebuiltTexts";
import { Bench } from "../bench/support/bench";
import { defaultParallelism } from "../bench/support/defaultParallelism";
import { EmulatorProcess } from "../bench/support/emulatorProcess";
import { forEachEngine } from "../engine/forEachEngine";

// Long enough for all resources of a stack to become ready while the first job runs, also on a busy machine.
const services = { jobDurationMs: 5_000 };
const parallel = 100;
const frontEnds = [
    {
        title: "by dynamic providers",
        assignments: { program: "assignments" },
        bindings: { program: "bindings" },
    },
    {
        title: "through the plugin",
        assignments: { program: "plugin" },
        bindings: { program: "plugin", shape: "bindings" },
    },
] as const;

forEachEngine("counts of whole stacks", (engine) => {
    let emulator: EmulatorProcess | undefined;

    before(async () => {
        emulator = await EmulatorProcess.start();
    });

    after(() => emulator?.stop());

    const bench = () => {
        if (!emulator) {
            throw new Error("the emulator runs within the suite only");
        }
        return new Bench(engine(), emulator, 1, () => undefined);
    };

    for (const { title, assignments, bindings } of frontEnds) {
        it(`runs at most two jobs and asks for one token for 100 assignments of one project, ${title}`, async () => {
            await bench().withStack({ ...assignments, count: 100, services }, async (stack) => {
                const up = await stack.run("up", { parallel });
                expect(up.jobs).to.be.within(1, 2);
                expect(up.requests).to.be.at.most(50);
                expect(up.tokens).to.deep.equal({ "https://cognitiveservices.azure.com": 1 });

                const again = await stack.run("up", { parallel });
                expect(again).to.include({ jobs: 0, requests: 0 });

                const refresh = await stack.run("refresh", { parallel });
                expect(refresh.jobs).to.equal(0);
                expect(refresh.tokens).to.deep.equal({ "https://cognitiveservices.azure.com": 1 });

                const destroy = await stack.run("destroy", { parallel });
                expect(destroy.jobs).to.be.within(1, 2);
            });
        });

        it(`runs a job for each handful at the engine's own parallelism, ${title}`, async () => {
            const count = 4 * defaultParallelism();
            const plan = { ...assignments, count, services: { jobDurationMs: 1_000 } };
            const { jobs } = await bench().withStack(plan, (stack) => stack.run("up"));
            // On a busy machine an engine may take so long over one resource that a batch goes without it.
            expect(jobs).to.be.within(4, 6);
        });

        it(`binds 100 devices in at most 35 requests, with one token, ${title}`, async () => {
            await bench().withStack({ ...bindings, count: 100 }, async (stack) => {
                const { requests, tokens } = await stack.run("up", { parallel });
                expect(requests).to.be.at.most(35);
                expect(tokens).to.deep.equal({ "https://graph.microsoft.com": 1 });
            });
        });
    }

    it("stores a provider text of at most 700 bytes, which another build does not change", async () => {
        const texts: string[] = [];
        for (const program of ["assignments", "bindings"] as const) {
            await bench().withStack({ program, count: 2 }, async (stack) => {
                await stack.run("up");
                texts.push(...(await stack.providerTexts()));
            });
        }
        expect(texts).to.have.length(2);
        for (const text of texts) {
            expect(Buffer.byteLength(text)).to.be.at.most(700);
        }
        expect((await rebuiltTexts()).sort()).to.deep.equal(texts.sort());
    });
});
