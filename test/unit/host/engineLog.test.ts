import { expect } from "chai";
import { engineLog } from "#provider/host/dynamic/engineLog";
import { fakeEngine } from "./support/fakeEngine";

const [info, warning] = [1, 2];

describe("engineLog", () => {
    it("sends lines to the engine, by how much they matter", async () => {
        const engine = await fakeEngine();
        const log = engineLog(engine.address);
        log.write("info", "one");
        log.write("warning", "two");
        await log.flush();
        expect(engine.lines).to.deep.equal([
            { severity: info, message: "one" },
            { severity: warning, message: "two" },
        ]);
        engine.close();
    });

    it("sends them one after another, however slow the engine is", async () => {
        const engine = await fakeEngine({ slowFirst: true });
        const log = engineLog(engine.address);
        for (const line of ["1", "2", "3"]) {
            log.write("info", line);
        }
        await log.flush();
        expect(engine.lines.map(({ message }) => message)).to.deep.equal(["1", "2", "3"]);
        engine.close();
    });

    it("does not fail, nor wait for long, where the engine is gone", async () => {
        const engine = await fakeEngine();
        engine.close();
        const log = engineLog(engine.address);
        log.write("info", "lost");
        await log.flush();
    });

    it("loses no more than the line that cannot be written", async () => {
        const written: string[] = [];
        await withOutput(
            (text) => {
                if (text === "one\n") {
                    throw new Error("broken pipe");
                }
                return written.push(text) > 0;
            },
            async () => {
                const log = engineLog(undefined);
                log.write("info", "one");
                log.write("info", "two");
                await log.flush();
            },
        );
        expect(written).to.deep.equal(["two\n"]);
    });

    it("writes to the process's own output where there is no engine", async () => {
        const written: string[] = [];
        await withOutput(
            (text) => written.push(text) > 0,
            async () => {
                const log = engineLog(undefined);
                log.write("info", "one");
                log.write("warning", "two");
                await log.flush();
            },
        );
        expect(written).to.deep.equal(["one\n", "warning: two\n"]);
    });
});

/** Runs something while another function takes what this process writes. */
async function withOutput(write: (text: string) => boolean, run: () => Promise<void>): Promise<void> {
    const own = process.stdout.write;
    process.stdout.write = write as typeof own;
    try {
        await run();
    } finally {
        process.stdout.write = own;
    }
}
