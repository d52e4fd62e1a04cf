import { expect } from "chai";
import { forResource, PluginLog } from "#plugin/log";
import { EngineLog } from "../engine/deployment/program/engineService";
import { Reporter } from "../engine/deployment/reporter";
import type { EngineEvent } from "../engine/engineEvent";

describe("PluginLog", () => {
    it("puts each line under the resource whose verb says it, and has the engine forget progress", async () => {
        const events: EngineEvent[] = [];
        const engine = await new EngineLog(
            new Reporter(
                (event) => events.push(event),
                (text) => text,
            ),
        ).start();
        const log = new PluginLog();
        log.connect(engine.address);
        log.write("warning", "of the stack");
        await Promise.all([
            forResource("urn:one", async () => log.write("info", "one")),
            forResource("urn:two", async () => {
                await Promise.resolve();
                log.write("progress", "two");
            }),
        ]);
        await log.flush();
        engine.close();
        expect(events.map((event) => event.kind === "diagnostic" && event.diagnostic)).to.deep.equal([
            { severity: "warning", message: "of the stack" },
            { severity: "info", message: "one", urn: "urn:one" },
            { severity: "info", message: "two", urn: "urn:two", ephemeral: true },
        ]);
    });
});
