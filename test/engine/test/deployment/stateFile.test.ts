import { appendFile, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { StateFile } from "../../deployment/state/stateFile";
import type { StoredResource } from "../../stackState";

function resource(name: string): StoredResource {
    return { urn: `urn:pulumi:s::p::t::${name}`, type: "t", name, inputs: {}, outputs: {} };
}

describe("StateFile", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(path.join(os.tmpdir(), "state-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    const names = () => [...new StateFile(folder).read().resources.values()].map(({ name }) => name);

    it("is empty at first", () => {
        const { resources, operations } = new StateFile(folder).read();
        expect([resources.size, operations.size]).to.deep.equal([0, 0]);
    });

    it("loses nothing that was appended when its process ends without a word", () => {
        const file = new StateFile(folder);
        file.replace({ resources: [resource("a"), resource("b")], pendingOperations: [] });
        file.append([{ begin: 7, operation: { type: "creating", resource: resource("c") } }]);
        file.append([{ put: 2, resource: resource("c") }, { end: 7 }]);
        file.append([{ remove: 0 }, { begin: 8, operation: { type: "deleting", resource: resource("b") } }]);
        expect(names()).to.deep.equal(["b", "c"]);
        expect([...new StateFile(folder).read().operations.values()].map(({ type }) => type)).to.deep.equal([
            "deleting",
        ]);
    });

    it("drops a last line that was cut short", async () => {
        const file = new StateFile(folder);
        file.append([{ put: 0, resource: resource("a") }]);
        const [journal = ""] = await readdir(folder);
        await appendFile(path.join(folder, journal), '[{"put":1,"resource":{"urn":');
        expect(names()).to.deep.equal(["a"]);
    });

    it("does not read a journal twice that a new base has taken in", async () => {
        const file = new StateFile(folder);
        file.append([{ put: 0, resource: resource("a") }]);
        file.replace({ resources: [resource("a")], pendingOperations: [] });
        expect(await readdir(folder)).to.deep.equal(["state.json"]);
        file.append([{ remove: 0 }]);
        expect(names()).to.deep.equal([]);
    });
});
