import { expect } from "chai";
import { deviceResourceAccountBindingProvider, projectResourceAssignmentProvider } from "#provider/program/providers";
import * as runtime from "#provider/runtime";

const providers = {
    projectResourceAssignment: projectResourceAssignmentProvider,
    deviceResourceAccountBinding: deviceResourceAccountBindingProvider,
};

const attachers: Readonly<Record<string, { attach: typeof runtime.projectResourceAssignment.attach }>> = { ...runtime };

describe("the providers whose text goes into states", () => {
    for (const [name, provider] of Object.entries(providers)) {
        it(`${name}: has one method, which only forwards`, () => {
            expect(Object.keys(provider)).to.deep.equal(["configure"]);
            expect(String(provider.configure)).to.match(
                new RegExp(`require\\("pulumi-azure-assignments/runtime"\\)\\.${name}\\.attach\\(this, request\\)`),
            );
        });

        it(`${name}: gets every method of Pulumi before anything is awaited`, () => {
            const target: Record<string, unknown> = {};
            const answered = attachers[name]?.attach(target, { config: { get: () => undefined } });
            expect(answered).to.equal(undefined);
            expect(Object.keys(target)).to.have.members(["check", "diff", "create", "read", "update", "delete"]);
        });
    }

    it("find nothing but these names in the runtime: they are a promise to stored states", () => {
        expect(Object.keys(runtime)).to.have.members(Object.keys(providers));
    });
});
