import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";

const longestInMs = 300_000;

/** Waits for something that other processes bring about; fails when it does not come. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + longestInMs;
    while (!isSo()) {
        expect(Date.now(), `still waiting until ${what}`).to.be.lessThan(deadline);
        await sleep(20);
    }
}
