import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { readProjectFile } from "../projectFile";

describe("readProjectFile", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(path.join(os.tmpdir(), "project-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    async function read(text: string) {
        await writeFile(path.join(folder, "Pulumi.yaml"), text);
        return readProjectFile(folder);
    }

    it("takes Pulumi's defaults", async () => {
        const project = await read("name: rooms # ours\nruntime: nodejs\nconfig:\n    main:\n        type: string\n");
        expect(project).to.deep.equal({ name: "rooms", main: ".", typescript: true, plugins: {} });
    });

    it("reads where the program is, and that it is compiled", async () => {
        const text =
            'runtime:\n  name: nodejs\n  options:\n    typescript: false\nmain: examples/quickstart\nname: "rooms"\n';
        expect(await read(text)).to.deep.equal({
            name: "rooms",
            main: "examples/quickstart",
            typescript: false,
            plugins: {},
        });
    });

    it("reads where plugins are", async () => {
        const text =
            "name: rooms\nruntime: nodejs\nplugins:\n  providers:\n    - name: rooms-provider\n      path: ../plugin\n";
        expect((await read(text)).plugins).to.deep.equal({ "rooms-provider": path.resolve(folder, "..", "plugin") });
    });

    it("refuses a project without a name", async () => {
        const error = await read("runtime: nodejs\n").then(
            () => undefined,
            (reason: Error) => reason,
        );
        expect(error?.message).to.contain("Pulumi.yaml has no name");
    });
});
