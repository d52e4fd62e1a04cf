import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { type PartCosts, ProcessWatch } from "../support/processWatch";

const provider = `
const held = Buffer.alloc(40 * 1024 * 1024, 1);
setInterval(() => undefined, 1_000_000);
process.on("message", (work) => {
    const startedAt = process.cpuUsage().user;
    while (process.cpuUsage().user - startedAt < work * 1_000) {
        held[0]++;
    }
});
`;
const engine = `
const { fork } = require("node:child_process");
const provider = fork(__dirname + "/pulumi-resource-azure-assignments", { detached: true });
provider.send(150);
process.on("message", (work) => provider.send(work, () => process.exit()));
process.send(provider.pid);
`;

describe("ProcessWatch", () => {
    let folder: string;
    let child: ChildProcess;
    let below: number;
    let watch: ProcessWatch;

    before(function () {
        if (!existsSync("/proc/self/stat")) {
            this.skip();
        }
    });

    beforeEach(async () => {
        folder = mkdtempSync(path.join(os.tmpdir(), "process-watch-"));
        const programs = { "engine.js": engine, "pulumi-resource-azure-assignments": provider };
        for (const [name, text] of Object.entries(programs)) {
            writeFileSync(path.join(folder, name), text);
        }
        child = spawn(process.execPath, [path.join(folder, "engine.js")], {
            stdio: ["ignore", "ignore", "inherit", "ipc"],
        });
        watch = new ProcessWatch(child.pid ?? 0);
        [below] = await once(child, "message");
    });

    afterEach(() => {
        watch.stop();
        child.kill("SIGKILL");
        process.kill(below, "SIGKILL");
        rmSync(folder, { recursive: true });
    });

    async function until(isSo: (costs: PartCosts) => boolean): Promise<PartCosts> {
        while (!isSo(watch.costs())) {
            await setTimeout(10);
        }
        return watch.costs();
    }

    it("tells what a process and all that it starts have cost, by part", async () => {
        const { engine, program, provider } = await until((costs) => costs.provider.cpuInMs >= 150);
        expect([engine.processes, program.processes, provider.processes]).to.deep.equal([1, 0, 1]);
        expect(provider.memoryInMiB).to.be.above(40);
        expect(engine.memoryInMiB).to.be.above(10);
    });

    it("goes on with what its starter leaves behind, and forgets nobody who has ended", async () => {
        const before = await until((costs) => costs.provider.cpuInMs >= 150);
        child.send(300);
        await once(child, "exit");
        const after = await until((costs) => costs.provider.cpuInMs >= before.provider.cpuInMs + 250);
        expect(after.engine.processes).to.equal(1);
        expect(after.engine.cpuInMs).to.be.at.least(before.engine.cpuInMs);
    });
});
