import { expect } from "chai";
import { shareOf, simulateLags } from "../bench/measures/noticing";
import { runCrew } from "../bench/simulation/crew";
import { SimulatedFleet } from "../bench/simulation/simulatedFleet";
import { SimulatedServices } from "../bench/simulation/simulatedServices";
import { simulateOneJobEach } from "../bench/simulation/simulateOneJobEach";

// Paces at which engines have been seen to start resources: a quiet machine's, and those of busy ones.
const gapsInMs = [2, 10, 30, 60, 100];

describe("counts on a simulated clock", () => {
    for (const parallel of [8, 16]) {
        for (const gapInMs of gapsInMs) {
            it(`runs at most one job more than needed for 100 assignments, ${parallel} at once, one every ${gapInMs} ms`, async () => {
                const services = new SimulatedServices({ jobDurationMs: 2_000 });
                const fleet = new SimulatedFleet(services);
                await runCrew({ clock: services.clock, count: 100, parallel, gapInMs }, (index) => fleet.assign(index));
                const assigned = services.traffic();
                expect(assigned.jobs).to.be.within(Math.ceil(100 / parallel), Math.ceil(100 / parallel) + 1);

                await runCrew({ clock: services.clock, count: 100, parallel, gapInMs }, (index) =>
                    fleet.unassign(index),
                );
                const unassigned = services.traffic().jobs - assigned.jobs;
                expect(unassigned).to.be.within(Math.ceil(100 / parallel), Math.ceil(100 / parallel) + 1);
                expect(services.emulator.state().projects["analyze-conversations/Fleet"]?.resources).to.have.length(0);
            });
        }
    }

    for (const gapInMs of [0, 2, 10, 30, 60]) {
        it(`runs at most two jobs for 100 assignments at once, one every ${gapInMs} ms, in under 30 requests`, async () => {
            const services = new SimulatedServices({ jobDurationMs: 2_000 });
            const fleet = new SimulatedFleet(services);
            const crew = { clock: services.clock, count: 100, parallel: 100, gapInMs };
            await runCrew(crew, (index) => fleet.assign(index));
            const { jobs, requests } = services.traffic();
            expect(jobs).to.be.within(1, 2);
            expect(requests).to.be.below(30);
        });
    }

    for (const gapInMs of [2, 10, 30, 60]) {
        it(`needs at most 150 requests for a thousand assignments, a hundred at once, one every ${gapInMs} ms`, async () => {
            const services = new SimulatedServices({
                jobDurationMs: 2_000,
                budgets: { postsPerMinute: 10, getsPerMinute: 100 },
                throttleRetryAfter: true,
            });
            const fleet = new SimulatedFleet(services);
            await runCrew({ clock: services.clock, count: 1_000, parallel: 100, gapInMs }, (index) =>
                fleet.assign(index),
            );
            const { jobs, requests } = services.traffic();
            expect(jobs).to.be.within(10, 12);
            expect(requests).to.be.within(3 * jobs, 150);
        });
    }

    it("needs fewer where the service gives pages as large as it is asked for", async () => {
        const services = new SimulatedServices({ jobDurationMs: 2_000, largestPageSize: 1_000 });
        const fleet = new SimulatedFleet(services);
        await runCrew({ clock: services.clock, count: 1_000, parallel: 100, gapInMs: 10 }, (index) =>
            fleet.assign(index),
        );
        // A token, one list to begin with, and for each job a POST, a list after it and some polls.
        const { jobs, requests } = services.traffic();
        expect(requests).to.be.at.most(2 + jobs * 8);
    });

    it("serves a hundred assignments that come at once with six requests, one of them for a token", async () => {
        const services = new SimulatedServices();
        const fleet = new SimulatedFleet(services);
        await runCrew({ clock: services.clock, count: 100, parallel: 100 }, (index) => fleet.assign(index));
        expect(services.traffic()).to.deep.equal({
            // Token, list, assign, job, job, list.
            requests: 6,
            jobs: 1,
            tokens: { "https://cognitiveservices.azure.com": 1 },
        });
    });

    for (const gapInMs of gapsInMs) {
        it(`binds 200 devices at once, one every ${gapInMs} ms, in at most 60 requests, and looks and unbinds in no more`, async () => {
            const services = new SimulatedServices({}, 200);
            const fleet = new SimulatedFleet(services);
            const crew = { clock: services.clock, count: 200, parallel: 200, gapInMs };
            const costs: number[] = [];
            for (const work of ["bind", "look", "unbind"] as const) {
                const before = services.traffic().requests;
                await runCrew(crew, (index) => fleet[work](index));
                costs.push(services.traffic().requests - before);
            }
            for (const cost of costs) {
                expect(cost).to.be.within(10, 60);
            }
            expect(services.traffic().tokens).to.deep.equal({ "https://graph.microsoft.com": 1 });
        });
    }

    it("needs no more than three batches for eight devices, eight at once", async () => {
        const services = new SimulatedServices({}, 200);
        const fleet = new SimulatedFleet(services);
        await runCrew({ clock: services.clock, count: 200, parallel: 8, gapInMs: 30 }, (index) => fleet.bind(index));
        expect(services.traffic().requests).to.be.at.most((200 / 8) * 3 + 6);
    });

    it("notices the end of a job within half a second or a tenth of its length", async () => {
        for (const noticed of await simulateLags()) {
            expect(shareOf(noticed), `${noticed.lagInMs} ms after ${noticed.lengthInMs} ms`).to.be.within(0, 1);
        }
    });

    it("does not wait for its share of GETs where jobs are as few as the service allows", async () => {
        const services = new SimulatedServices({ budgets: { postsPerMinute: 10, getsPerMinute: 100 } });
        const fleet = new SimulatedFleet(services);
        const startedAt = services.clock.now();
        await runCrew({ clock: services.clock, count: 80, parallel: 8, gapInMs: 10 }, (index) => fleet.assign(index));
        expect(services.traffic().jobs).to.equal(10);
        expect(services.emulator.state().requests.filter(({ status }) => status === 429)).to.deep.equal([]);
        expect(services.clock.now() - startedAt).to.be.below(10_000);
    });

    it("compares with one job and two polls each", async () => {
        const { up, destroy } = await simulateOneJobEach({ count: 10, parallel: 10, engineInMs: 100, services: {} });
        expect([up.jobs, destroy.jobs]).to.deep.equal([10, 10]);
        // A token for both, then a POST and two GETs each.
        expect([up.requests, destroy.requests]).to.deep.equal([31, 30]);
    });
});
