import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { DeadlineError } from "#provider/core/errors";
import { SharedList } from "#provider/language/lists";
import { errorOf } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

/** A sharing whose lists take `tookInMs`; each list names the time at which it was asked for. */

function sharingOf(tookInMs = 100) {
    const clock = virtualClock();
    const asked: { at: number; until: number }[] = [];
    const sharing = new SharedList(clock, async (deadline) => {
        const number = asked.push({ at: clock.elapsedInMs, until: deadline.at - clock.now() });
        await clock.sleep(tookInMs, deadline.signal);
        return [{ azureResourceId: `/list-${number}`, region: "" }];
    });
    return { clock, asked, sharing };
}

describe("SharedList", () => {
    it("serves all that ask within a moment from one request", async () => {
        const { clock, asked, sharing } = sharingOf();
        const answers = await Promise.all([1, 2, 3].map(() => sharing.list(new Deadline(clock, 60_000))));
        expect(asked).to.have.length(1);
        expect(new Set(answers.map(([first]) => first?.azureResourceId))).to.have.property("size", 1);
    });

    it("never answers with a list that was asked for before", async () => {
        const { clock, asked, sharing } = sharingOf();
        const first = sharing.list(new Deadline(clock, 60_000));
        await clock.sleep(50);
        const second = await sharing.list(new Deadline(clock, 60_000));
        expect(asked).to.have.length(2);
        expect(second[0]?.azureResourceId).to.equal("/list-2");
        expect((await first)[0]?.azureResourceId).to.equal("/list-1");
    });

    it("tries for as long as the most patient allows", async () => {
        const { clock, asked, sharing } = sharingOf();
        await Promise.all([1_000, 90_000, 5_000].map((ms) => sharing.list(new Deadline(clock, ms))));
        expect(asked[0]?.until).to.be.within(89_000, 90_000);
    });

    it("lets nobody wait much longer than its own deadline", async () => {
        const { clock, sharing } = sharingOf(300_000);
        const patient = sharing.list(new Deadline(clock, 600_000));
        await errorOf(sharing.list(new Deadline(clock, 10_000)), DeadlineError);
        expect(clock.elapsedInMs).to.be.within(10_000, 12_000);
        expect(await patient).to.have.length(1);
    });

    it("gives its failure to all that share it, and is ready for the next", async () => {
        const clock = virtualClock();
        let asked = 0;
        const sharing = new SharedList(clock, async () => {
            asked += 1;
            if (asked === 1) {
                throw new Error("no");
            }
            return [];
        });
        const deadline = new Deadline(clock, 60_000);
        const failed = await Promise.allSettled([sharing.list(deadline), sharing.list(deadline)]);
        expect(failed.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
        expect(await sharing.list(deadline)).to.deep.equal([]);
    });

    it("is ready for the next after whoever came first was aborted", async () => {
        const { clock, sharing } = sharingOf();
        const controller = new AbortController();
        const aborted = sharing.list(new Deadline(clock, 60_000, controller.signal));
        controller.abort(new Error("gone"));
        expect((await errorOf(aborted, Error)).message).to.equal("gone");
        expect(await sharing.list(new Deadline(clock, 60_000))).to.have.length(1);
    });

    it("asks for all that anybody seeks, and for the whole where somebody wants that", async () => {
        const clock = virtualClock();
        const sought: (readonly string[] | undefined)[] = [];
        const sharing = new SharedList(clock, async (_, ids) => {
            sought.push(ids);
            return [];
        });
        const ask = (ids?: string[]) => sharing.list(new Deadline(clock, 60_000), ids);
        await Promise.all([ask(["/a"]), ask(["/b", "/c"])]);
        await Promise.all([ask(["/a"]), ask(), ask(["/b"])]);
        expect(sought).to.deep.equal([["/a", "/b", "/c"], undefined]);
    });

    it("leaves no timer behind", async () => {
        const { clock, sharing } = sharingOf();
        await sharing.list(new Deadline(clock, 60_000));
        expect(clock.sleepers).to.equal(0);
    });
});
