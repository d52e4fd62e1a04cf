import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import { withStack } from "./support/withStack";

forEachEngine("resource options", (engine) => {
    it("retain, protect, ignore changes and rename", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", {
                resources: [
                    { name: "retained", retainOnDelete: true },
                    { name: "guarded", protect: true, props: { fixed: 1 } },
                    { name: "fixedByHand", props: { value: 1 }, ignoreChanges: ["value"] },
                    { name: "before" },
                ],
            });
            const refused = await stack.run("up", {
                resources: [
                    { name: "fixedByHand", props: { value: 2 }, ignoreChanges: ["value"] },
                    { name: "after", aliases: ["before"] },
                ],
            });
            expect(refused.ok).to.equal(false);
            expect(refused.output).to.contain("because it is protected");
            expect(refused.changes).to.deep.equal({ same: 2, delete: 1 });
            expect(refused.calls.filter((call) => call.startsWith("delete"))).to.deep.equal([]);
            expect(await stack.storedNames()).to.deep.equal(["after", "fixedByHand", "guarded"]);
            expect((await stack.stored("after"))?.id).to.equal("id-before-0");
            expect((await stack.stored("fixedByHand"))?.inputs).to.include({ value: 1 });

            const guarded = { name: "guarded", protect: true, props: { fixed: 2 } };
            const replaced = await stack.run("up", { resources: [guarded] });
            expect(replaced.ok).to.equal(false);
            expect(replaced.output).to.contain("unable to replace resource");
            expect((await stack.stored("guarded"))?.id).to.equal("id-guarded-1");

            const freed = { name: "guarded", protect: false, props: { fixed: 1 } };
            expect((await stack.run("up", { resources: [freed] })).ok).to.equal(true);
            expect((await stack.run("destroy")).changes).to.deep.equal({ delete: 1 });
        }));
});
