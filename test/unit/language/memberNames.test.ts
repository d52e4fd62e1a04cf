import { expect } from "chai";
import { MemberNames } from "#provider/language/members";

const account = (name: string, group = "language", subscription = "s1") =>
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.CognitiveServices/accounts/${name}`;

describe("MemberNames", () => {
    it("calls a member by its account", () => {
        expect(new MemberNames().one(account("Weu"))).to.equal("Weu");
        expect(new MemberNames().one(`${account("Weu")}/`)).to.equal("Weu");
    });

    it("knows one account in any spelling of its id", () => {
        const names = new MemberNames();
        names.learn([account("weu"), account("WEU").toUpperCase(), `${account("Weu")}/`]);
        expect(names.one(account("Weu"))).to.equal("Weu");
    });

    it("tells accounts of one name in two resource groups apart", () => {
        const names = new MemberNames();
        names.learn([account("Weu", "sales"), account("weu", "support"), account("Neu", "sales")]);
        expect(names.one(account("Weu", "sales"))).to.equal("sales/Weu");
        expect(names.list([account("weu", "support"), account("Neu", "sales")])).to.equal("support/weu, Neu");
    });

    it("tells accounts of one name and group in two subscriptions apart", () => {
        const names = new MemberNames();
        expect(names.list([account("Weu"), account("Weu", "language", "s2")])).to.equal(
            "s1/language/Weu, s2/language/Weu",
        );
    });

    const counts: [count: number, expected: string][] = [
        [0, ""],
        [1, "a0"],
        [5, "a0, a1, a2, a3, a4"],
        [6, "a0, a1, a2, a3, a4 and 1 more"],
        [100, "a0, a1, a2, a3, a4 and 95 more"],
    ];
    for (const [count, expected] of counts) {
        it(`names ${count} members`, () => {
            expect(new MemberNames().list(Array.from({ length: count }, (_, index) => account(`a${index}`)))).to.equal(
                expected,
            );
        });
    }
});
