import { type Row, toRow } from "../figure";
import type { Bench, Program } from "../support/bench";
import { rebuiltTexts } from "./rebuiltTexts";

/** How long the provider's text is that Pulumi stores with every resource, and whether building again changes it. */
export async function measureProviderText(bench: Bench): Promise<Row[]> {
    bench.say("provider texts in the state, and of a fresh build");
    const texts = [...(await textsOf(bench, "assignments")), ...(await textsOf(bench, "bindings"))];
    const rebuilt = await rebuiltTexts();
    const bytes = Math.max(...texts.map((text) => Buffer.byteLength(text)));
    const noop = (await textsOf(bench, "noop")).map((text) => Buffer.byteLength(text));
    const changed = rebuilt.filter((text) => !texts.includes(text)).length;
    return [
        toRow({
            figure: "__provider text",
            value: bytes,
            unit: "bytes",
            target: 700,
            ours: texts.map((text) => `${Buffer.byteLength(text)}`).join(" and "),
            floor: noop.join(" and "),
        }),
        toRow({
            figure: "__provider texts that another build changes",
            value: changed,
            unit: "texts",
            target: 0,
            ours: `${changed} of ${rebuilt.length}`,
        }),
    ];
}

function textsOf(bench: Bench, program: Program): Promise<string[]> {
    return bench.withStack({ program, count: 1 }, async (stack) => {
        await stack.run("up");
        return stack.providerTexts();
    });
}
