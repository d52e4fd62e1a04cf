import { expect } from "chai";
import { SimulatedFleet } from "../bench/simulation/simulatedFleet";
import { SimulatedServices } from "../bench/simulation/simulatedServices";
import { countedAsyncWork } from "../unit/support/countedWork";

type Verb = "createLarge" | "shrinkLarge" | "removeLarge";

/** The steps of each verb on one assignment of so many members, all pages of the service's lists included. */
async function stepsOf(members: number): Promise<Record<Verb, number>> {
    const services = new SimulatedServices({ jobDurationMs: 2_000, pageSize: 5_000 });
    const fleet = new SimulatedFleet(services);
    const steps = { createLarge: 0, shrinkLarge: 0, removeLarge: 0 };
    for (const verb of Object.keys(steps) as Verb[]) {
        steps[verb] = await countedAsyncWork(() => fleet[verb](members));
    }
    return steps;
}

describe("counts for one assignment of many members", () => {
    it("grow with the number of members and not with its square: create, update, delete", async () => {
        // What is done once for a process, or for any number of members, is over before.
        await stepsOf(10);
        const [few, many] = [await stepsOf(500), await stepsOf(2_000)];
        for (const verb of Object.keys(few) as Verb[]) {
            expect(many[verb] / few[verb], verb).to.be.within(1, 6);
        }
    });
});
