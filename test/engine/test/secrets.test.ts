import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import { withStack } from "./support/withStack";

const ciphertext = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

forEachEngine("a secret", (engine) => {
    it("stays encrypted in the state by property name, also after a refresh, and reaches the provider in clear", () =>
        withStack(engine(), async (stack) => {
            const result = await stack.run("up", {
                resources: [
                    { name: "a", props: { value: ["hush-1", "plain"] }, secret: ["value"] },
                    { name: "b", from: { value: "a.value" }, additionalSecretOutputs: ["stamp"] },
                ],
                outputs: { told: "a.value" },
            });
            expect(result.ok, result.output).to.equal(true);
            expect(result.calls).to.include('check b ["hush-1","plain"]');
            expect(result.outputs).to.deep.equal({ told: ["hush-1", "plain"] });
            expect(result.output).to.match(/told: "?\[secret\]/);
            const [a, b] = [await stack.stored("a"), await stack.stored("b")];
            expect(a?.inputs.value).to.include(ciphertext).and.have.property("ciphertext");
            expect(a?.outputs.value).to.include(ciphertext);
            expect(a?.outputs.stamp).to.equal('created ["hush-1","plain"]');
            expect(b?.inputs.value).to.include(ciphertext);
            expect(b?.outputs.stamp).to.include(ciphertext);

            stack.setWorld({ a: { value: ["hush-2"], stamp: "" }, b: { value: ["hush-2"], stamp: "hush-2" } });
            const refreshed = await stack.run("refresh");
            expect(refreshed.changes).to.deep.equal({ update: 2 });
            expect(refreshed.calls).to.include('diff a ["hush-2"] ["hush-1","plain"]');
            expect((await stack.stored("a"))?.inputs.value).to.include(ciphertext);
            expect((await stack.stored("b"))?.outputs.stamp).to.include(ciphertext);
            expect(await stack.stack.rawState()).to.not.contain("hush-2");
        }));

    it("of the configuration is masked in every message and encrypted on disk", () =>
        withStack(
            engine(),
            async (stack) => {
                const result = await stack.run("up", {
                    resources: [{ name: "a", props: { print: "the word is open-sesame" }, secret: ["print"] }],
                    outputs: { word: "config:word" },
                });
                expect(result.ok, result.output).to.equal(true);
                expect(result.output).to.contain("the word is [secret]").and.not.contain("open-sesame");
                expect(result.outputs).to.deep.equal({ word: "open-sesame" });
                expect(await stack.stack.rawState()).to.not.contain("open-sesame");
                const [line] = result.diagnostics.filter(({ severity }) => severity === "info#err");
                expect(line?.message).to.equal("the word is [secret]");
            },
            { config: { word: { value: "open-sesame", secret: true } } },
        ));
});
