import { expect } from "chai";
import type { Harness } from "../../harness/harness";
import { failuresOf, type RunReport } from "../../harness/runReport";
import type { Program, Properties } from "../../harness/stackState";
import type { Disturbance } from "../kinds/disturbance";
import { assignmentProgram, bindingProgram, deviceId, member } from "./programs";

/** What a stack goes through. */
export const lifeVerbs = ["create", "update", "delete"] as const;
export type LifeVerb = (typeof lifeVerbs)[number];

/**
 * Strikes at one request of a life after the other, or at every so many, until there is no such request. Answers how often it struck;
 * fails when there were hardly any requests. `strikeAt` answers whether there was a request of that number.
 */
export async function strikeAtEach(strikeAt: (number: number) => Promise<boolean>, step = 1): Promise<number> {
    let number = 0;
    while (await strikeAt(number)) {
        number += step;
    }
    expect(number, "requests at which it was struck").to.be.at.least(5);
    return number / step;
}

/** One assignment and one binding, from create to delete. */
export interface Life {
    /** Brings the stack to where the verb begins. */
    prepare(verb: LifeVerb): Promise<void>;
    /** Runs the verb, whatever comes of it. */
    perform(verb: LifeVerb, options?: Parameters<Harness["up"]>[1]): Promise<RunReport>;
    /** Reads what is there, for what was undone past the stack. */
    refresh(): Promise<RunReport>;
    /** Runs `up` again where the verb was to lead to something, once more for nothing, and then `destroy`; all must do what they say. */
    expectToConverge(verb: LifeVerb, where: string): Promise<void>;
}

const before = { upn: "a@b.example", names: ["one", "two"] };
const after = { upn: "c@b.example", names: ["three", "two"] };
const strangers = ["alien1", "alien2", "alien3", "alien4"];

/** The life of a stack at these services; `more` goes into the arguments of both resources. */
export function lifeOf({ bench, harness }: Disturbance, more: Properties): Life {
    const programOf = ({ upn, names }: typeof before): Program => ({
        ...assignmentProgram(
            bench.emulator.url,
            names.map((name) => member(name)),
            more,
        ),
        ...bindingProgram(bench.emulator.url, [upn], more),
    });
    const wantedBy = (verb: LifeVerb) => (verb === "update" ? after : before);
    return {
        async prepare(verb) {
            if (verb !== "create") {
                expect(failuresOf(await harness.up(programOf(before)))).to.deep.equal([]);
            }
        },
        perform: (verb, options) =>
            verb === "delete" ? harness.destroy(options) : harness.up(programOf(wantedBy(verb)), options),
        refresh: () => harness.refresh(),
        async expectToConverge(verb, where) {
            if (verb !== "delete") {
                const wanted = wantedBy(verb);
                expect(failuresOf(await harness.up(programOf(wanted))), where).to.deep.equal([]);
                expect(bench.members(), where).to.deep.equal([...strangers, ...wanted.names]);
                expect(bench.account(deviceId(0)), where).to.equal(wanted.upn);
                const { steps } = await harness.up(programOf(wanted));
                expect(new Set(steps.map(({ op }) => op)), where).to.deep.equal(new Set(["same"]));
            }
            expect(failuresOf(await harness.destroy()), where).to.deep.equal([]);
            expect(bench.members(), where).to.deep.equal(strangers);
            expect(bench.account(deviceId(0)), where).to.equal(undefined);
        },
    };
}
