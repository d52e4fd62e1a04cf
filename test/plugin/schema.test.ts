import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { readPublication } from "#plugin/publication";
import { schemaOf } from "#plugin/schema/schema";
import { assignmentTable } from "#provider/lifecycle/projectResourceAssignment/fields";
import { pluginFolder } from "../engine/pluginFolder";
import { ProcessBench } from "../harness/bench/processBench";

type Spec = Record<string, Record<string, Record<string, unknown>>>;

describe("the plugin's schema", () => {
    const schema = schemaOf(readPublication()) as Spec;
    let bench: ProcessBench;
    before(async () => {
        bench = await ProcessBench.start({ frontEnd: "plugin" });
    });
    after(() => bench.close());

    it("is the one that the build wrote, and the one that the plugin tells", async () => {
        const written = JSON.parse(readFileSync(path.join(pluginFolder, "schema.json"), "utf8"));
        expect(written).to.deep.equal(JSON.parse(JSON.stringify(schema)));
        expect(await bench.provider.schema()).to.deep.equal(written);
    });

    it("has every input and output of the tables, and no name of the provider's own", () => {
        const resource = schema.resources?.["azure-assignments:language:ProjectResourceAssignment"];
        const { inputs, outputs } = assignmentTable;
        expect(Object.keys(resource?.inputProperties ?? {})).to.deep.equal(Object.keys(inputs));
        expect(Object.keys(resource?.properties ?? {})).to.deep.equal(Object.keys({ ...inputs, ...outputs }));
        expect(resource?.requiredInputs).to.deep.equal(["endpoint", "projectName", "resources"]);
    });

    it("takes dynamic resources over by their types", () => {
        const aliases = Object.values(schema.resources ?? {}).map((resource) => resource.aliases);
        expect(aliases).to.deep.equal([
            [{ type: "pulumi-nodejs:dynamic/language:ProjectResourceAssignment" }],
            [{ type: "pulumi-nodejs:dynamic/devices:DeviceResourceAccountBinding" }],
        ]);
    });

    it("gives the Node.js package a name that is neither this package's nor in Pulumi's scope", () => {
        expect(schema.language?.nodejs?.packageName).to.equal("pulumi-azure-assignments-sdk");
    });

    it("refers only to types that it has", () => {
        const references = [...JSON.stringify(schema).matchAll(/"#\/types\/([^"]+)"/g)].map(([, token]) => token);
        expect(Object.keys(schema.types ?? {})).to.include.members(references);
    });
});
