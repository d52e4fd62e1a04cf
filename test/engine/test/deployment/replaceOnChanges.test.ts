import { expect } from "chai";
import { replaceOnChanges } from "../../deployment/replaceOnChanges";

describe("replaceOnChanges", () => {
    const cases: [changedKeys: string[], paths: string[], replaces: string[]][] = [
        [["resources[0].region"], ["resources"], ["resources[0].region"]],
        [["resources[0].region"], ["resources[0]"], ["resources[0].region"]],
        [["resources[0].region"], ["resources[1]", "resource", "region"], []],
        [["resources[0]", "timeouts"], ["*"], ["resources[0]", "timeouts"]],
        [["resources[0]"], ["resources[0].region"], []],
        [[], ["*"], []],
    ];
    for (const [changedKeys, paths, replaces] of cases) {
        it(`of ${paths} replaces for ${changedKeys.join() || "nothing"}: ${replaces.join() || "no"}`, () => {
            const verdict = { changes: changedKeys.length > 0, replaces: [], deleteBeforeReplace: false, changedKeys };
            expect(replaceOnChanges(verdict, paths, false).replaces).to.deep.equal(replaces);
        });
    }
});
