import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { isAlive, processesBelow } from "../crash/processes";
import { textsOfPicture } from "../docs/support/picture";
import { repository } from "../packaging/support/repository";

const script = join(repository, "dist", "demo", "main.js");
const demoFolder = join(repository, ".demo");
const workFolder = join(repository, "test", ".work");

describe("npm run demo", function () {
    this.timeout(600_000);

    it("shows a stack's whole life and how to go on", async () => {
        const demo = start();
        const [code] = await once(demo.child, "close");
        expect(code, demo.output()).to.equal(0);
        expect(demo.output()).to.match(/8\. Destroy[\s\S]*How to go on with Azure/);
        expect(leftovers()).to.deep.equal([]);
        const printed = new Set(linesDrawnOf(demo.output()));
        const drawn = textsOfPicture();
        expect(drawn.length).to.be.at.least(40);
        // In which order resources end, and what a slow machine says besides, is another in each run.
        expect(drawn.filter((line) => !printed.has(line))).to.deep.equal([]);
    });

    it("tells the same story through the plugin", async () => {
        const demo = start("--engine", "test", "--front", "plugin");
        const [code] = await once(demo.child, "close");
        expect(code, demo.output()).to.equal(0);
        expect(demo.output()).to.match(/8\. Destroy[\s\S]*How to go on with Azure[\s\S]*yaml-language-assignment/);
        const types = new Set(
            [...demo.output().matchAll(/\S+:(?:ProjectResource|DeviceResource)\w+/g)].map(([type]) => type),
        );
        expect([...types].sort()).to.deep.equal([
            "azure-assignments:devices:DeviceResourceAccountBinding",
            "azure-assignments:language:ProjectResourceAssignment",
        ]);
        expect(leftovers()).to.deep.equal([]);
    });

    it("cleans up when it is interrupted in the middle of a job", async () => {
        const demo = start();
        await demo.says(/assign job .+ started/);
        demo.child.kill("SIGINT");
        const [code] = await once(demo.child, "close");
        expect(code, demo.output()).to.equal(130);
        expect(leftovers()).to.deep.equal([]);
    });

    it("leaves no process behind when it is killed, and starts clean the next time", async function () {
        if (!existsSync("/proc")) {
            this.skip();
        }
        const killed = start();
        await killed.says(/assign job .+ started/);
        const pid = killed.child.pid ?? 0;
        const running = [...processesBelow(pid, "provider"), ...processesBelow(pid, "program")];
        expect(running).to.have.length(2);
        killed.child.kill("SIGKILL");
        await once(killed.child, "close");
        while (running.some(isAlive)) {
            await setTimeout(20);
        }
        expect(leftovers()).to.have.length(2);

        const next = start();
        await next.says(/1\. Preview/);
        next.child.kill("SIGTERM");
        const [code] = await once(next.child, "close");
        expect(code, next.output()).to.equal(143);
        expect(leftovers()).to.deep.equal([]);
    });

    for (const [option, possible] of [
        ["engine", "pulumi or test"],
        ["front", "dynamic or plugin"],
    ] as const) {
        it(`refuses what --${option} cannot be, before it starts anything`, async () => {
            const demo = start(`--${option}`, "other");
            const [code] = await once(demo.child, "close");
            expect([code, demo.output()]).to.deep.equal([
                1,
                `\nThe demo failed: --${option} is "other"; it can be ${possible}.\n`,
            ]);
        });
    }
});

function start(...args: string[]) {
    const child = spawn(process.execPath, [script, ...(args.length > 0 ? args : ["--engine", "test"])], {
        cwd: repository,
        stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
            output += text;
        });
    }
    const says = (pattern: RegExp) =>
        new Promise<void>((resolve, reject) => {
            child.stdout.on("data", () => pattern.test(output) && resolve());
            child.once("close", () => reject(new Error(`The demo ended before it said ${pattern}:\n${output}`)));
        });
    return { child, says, output: () => output };
}

/** What the picture in the README would show of a run: the script that draws it says so. */
function linesDrawnOf(output: string): string[] {
    const script: Record<"excerptOf" | "wrapped", (text: string) => string[]> = require(
        join(repository, "dist/picture/excerpt.js"),
    );
    return script.excerptOf(output).flatMap((line) => script.wrapped(line));
}

/** What a demo has on disk. */
function leftovers(): string[] {
    const work = existsSync(workFolder) ? readdirSync(workFolder) : [];
    const folders = work.filter((name) => name.startsWith(".demo-"));
    return [...(existsSync(demoFolder) ? [demoFolder] : []), ...folders];
}
