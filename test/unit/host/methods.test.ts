import { expect } from "chai";
import { AssignmentsError } from "#provider/core/errors";
import { methodsOf } from "#provider/host/dynamic/methods";
import type { LineLog } from "#provider/host/engine";
import { ProcessHost } from "#provider/host/processHost";
import type { EngineError } from "#provider/host/toEngineError";
import type { LazyVerbs } from "#provider/host/verbs";
import { PartialError } from "#provider/lifecycle/results";
import { errorOf } from "../support/testClient";

const secret = { secretInputs: ["userPrincipalName"], userPrincipalName: "hidden@contoso.com", __provider: "text" };

/** Methods over verbs that are given, and the lines that they write. */
function methods(verbs: Partial<LazyVerbs & Awaited<ReturnType<LazyVerbs["load"]>>> = {}) {
    const lines: string[] = [];
    let flushes = 0;
    const log: LineLog = {
        write: (severity, line) => void lines.push(`${severity}: ${line}`),
        flush: async () => {
            flushes += 1;
        },
    };
    let loads = 0;
    const unused = async () => {
        throw new Error("not expected");
    };
    const { check, diff, ...acting } = verbs;
    const lazy: LazyVerbs = {
        check: check ?? ((_context, _olds, news) => ({ inputs: news, failures: [] })),
        diff: diff ?? (() => ({ changes: false, replaces: [], deleteBeforeReplace: false, detailed: [] })),
        load: async () => {
            loads += 1;
            return { create: unused, read: unused, update: unused, remove: unused, importById: unused, ...acting };
        },
    };
    const host = new ProcessHost(() => undefined, { log });
    return { host, lines, ...methodsOf(host, lazy), loads: () => loads, flushes: () => flushes };
}

describe("the provider's methods", () => {
    it("pass on what the verbs answer, in the shapes of Pulumi", async () => {
        const state = { a: 1 };
        const provider = methods({
            create: async () => ({ id: "id", state }),
            read: async () => ({ id: "id", state, inputs: { b: 2 } }),
            update: async () => state,
            remove: async () => undefined,
        });
        expect(await provider.create({})).to.deep.equal({ id: "id", outs: state });
        expect(await provider.read("id", {})).to.deep.equal({ id: "id", props: state, inputs: { b: 2 } });
        expect(await provider.update("id", {}, {})).to.deep.equal({ outs: state });
        expect(await provider.delete("id", {})).to.equal(undefined);
    });

    it("say with an empty id that a resource is gone", async () => {
        const provider = methods({ read: async () => undefined });
        expect(await provider.read("id", {})).to.deep.equal({ id: "", props: {} });
    });

    it("hand the verbs old and new in their order", async () => {
        const seen: unknown[] = [];
        const provider = methods({
            check: (_, olds, news) => {
                seen.push(olds, news);
                return { inputs: news, failures: [] };
            },
            diff: (_, olds, news) => {
                seen.push(olds, news);
                return { changes: true, replaces: [], deleteBeforeReplace: false, detailed: [] };
            },
            update: async (_, olds, news) => {
                seen.push(olds, news);
                return {};
            },
        });
        await provider.check({ n: 1 }, { n: 2 });
        await provider.diff("id", { n: 3 }, { n: 4 });
        await provider.update("id", { n: 5 }, { n: 6 });
        expect(seen.map((one) => (one as { n: number }).n)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    });

    it("load the verbs that talk to services only when one of them is called", async () => {
        const provider = methods({ remove: async () => undefined });
        await provider.check({}, {});
        await provider.diff("id", {}, {});
        expect(provider.loads()).to.equal(0);
        await provider.delete("id", {});
        expect(provider.loads()).to.equal(1);
    });

    it("let no secret into a line", async () => {
        const provider = methods({
            create: async (context, inputs) => {
                context.report.info(`bound ${inputs.userPrincipalName}`);
                context.report.warn(`lost ${String(inputs.userPrincipalName).toUpperCase()}`);
                return { id: "id", state: {} };
            },
        });
        await provider.create(secret);
        expect(provider.lines).to.deep.equal(["info: bound [secret]", "warning: lost [secret]"]);
    });

    it("let no secret into a check's failure", async () => {
        const provider = methods({
            check: (_, __, news) => ({
                inputs: news,
                failures: [{ property: "deviceId", reason: `clashes with ${news.userPrincipalName}` }],
            }),
        });
        const { failures } = await provider.check({}, secret);
        expect(failures).to.deep.equal([{ property: "", reason: "deviceId: clashes with [secret]" }]);
    });

    it("name no property of a failure, whose value the engine would print, but its path in the reason", async () => {
        const provider = methods({
            check: (_, __, news) => ({
                inputs: news,
                failures: [
                    { property: "userPrincipalName", reason: '"x" is bad.' },
                    { property: "resources[0].region", reason: '"x" is bad.' },
                    { property: "endpoint", reason: "endpoint is missing." },
                ],
            }),
        });
        const { failures } = await provider.check({}, secret);
        expect(failures).to.deep.equal([
            { property: "", reason: 'userPrincipalName: "x" is bad.' },
            { property: "", reason: 'resources[0].region: "x" is bad.' },
            { property: "", reason: "endpoint is missing." },
        ]);
    });

    it("let no secret into an error, also one of the old state", async () => {
        const provider = methods({
            update: async () => {
                throw new Error("hidden@contoso.com or old@contoso.com");
            },
        });
        const old = { ...secret, userPrincipalName: "old@contoso.com" };
        const error = await errorOf(provider.update("id", old, secret), Error);
        expect(error.message).to.equal("[secret] or [secret]");
    });

    it("keep the provider's text in what a partial error leaves", async () => {
        const fail = async () => {
            throw new PartialError("id", { a: 1 }, ["broken"]);
        };
        const provider = methods({ create: fail, update: fail });
        const created = (await errorOf(provider.create(secret), Error)) as EngineError;
        expect(created).to.deep.include({ id: "id", properties: { a: 1, __provider: "text" } });
        const updated = await errorOf(provider.update("id", { __provider: "old" }, { __provider: "new" }), Error);
        expect((updated as EngineError).properties).to.deep.equal({ a: 1, __provider: "new" });
    });

    it("answer only when all lines have arrived, also after a failure", async () => {
        const provider = methods({
            remove: async () => {
                throw new AssignmentsError("X", "no");
            },
        });
        await provider.check({}, {});
        await errorOf(provider.delete("id", {}), Error);
        expect(provider.flushes()).to.equal(2);
    });

    it("stop what is under way when the engine is gone", async () => {
        const provider = methods({
            create: (context) =>
                new Promise((_, reject) => {
                    context.signal?.addEventListener("abort", () => reject(context.signal?.reason));
                }),
        });
        const creating = errorOf(provider.create({}), Error);
        await new Promise((resolve) => setTimeout(resolve, 50));
        provider.host.abandon();
        expect((await creating).message).to.contain("engine is gone");
    });
});
