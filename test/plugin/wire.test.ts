import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { fromLifecycle, ownerOf, toLifecycle } from "#plugin/wire/lifecycleProperties";
import { close, open } from "#plugin/wire/values";
import { unknownValue } from "#provider/core/unknown";
import { secret } from "./support/secret";

const output = (content: object) => ({
    "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    ...content,
});

describe("values of the wire", () => {
    it("open to plain ones, with the names of what is secret at any depth", () => {
        const wire = {
            a: secret("x"),
            b: [{ c: secret({ d: secret(1) }) }],
            e: null,
            f: { g: true },
            h: output({ value: 2 }),
        };
        expect(open(Struct.fromJavaScript(wire as never))).to.deep.equal({
            values: { a: "x", b: [{ c: { d: 1 } }], e: null, f: { g: true }, h: 2 },
            secrets: ["a", "b"],
        });
    });

    it("open to one stand-in for what is not known, of whatever type", () => {
        const wire = {
            flag: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            list: ["6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"],
            hidden: secret("dd056dcd-154b-4c76-9bd3-c8f88648b5ff"),
            output: output({ secret: true }),
        };
        expect(open(Struct.fromJavaScript(wire as never))).to.deep.equal({
            values: { flag: unknownValue, list: [unknownValue], hidden: unknownValue, output: unknownValue },
            secrets: ["hidden", "output"],
        });
    });

    it("close as they opened, without what has no value", () => {
        const closed = close({ a: "x", b: [1], c: undefined, d: null }, ["a", "c", "d"]);
        expect(closed.toJavaScript()).to.deep.equal({ a: secret("x"), b: [1], d: null });
        expect(open(undefined)).to.deep.equal({ values: {}, secrets: [] });
    });
});

describe("ownerOf", () => {
    for (const [type, name, expected] of [
        ["a:b:C", "app", "app"],
        ["test:index:Building$a:b:C", "app", "test:index:Building::app"],
        ["x:y:Z$test:index:Building$a:b:C", "app::two", "x:y:Z$test:index:Building::app::two"],
    ]) {
        it(`calls ${name} of ${type} ${expected}`, () => {
            expect(ownerOf(`urn:pulumi:dev::project::${type}::${name}`)).to.equal(expected);
        });
    }
});

describe("properties of the lifecycle", () => {
    const call = { owner: "app", secrets: ["a"] };

    it("have what the engine tells with a call, and lose it again", () => {
        const given = toLifecycle({ a: 1, logicalName: "other", __provider: "text" }, call);
        expect(given).to.deep.equal({ a: 1, logicalName: "app", secretInputs: ["a"] });
        expect(fromLifecycle({ ...given, b: 2 }, { a: 1 })).to.deep.equal({ a: 1, b: 2 });
    });

    it("take customTimeouts before timeouts, a day at most, and give back what was declared", () => {
        const declared = { timeouts: { create: "1h", delete: "2h" } };
        const long = { ...call, timeout: { verb: "create" as const, seconds: 1e9 } };
        const given = toLifecycle(declared, long);
        expect(given.timeouts).to.deep.equal({ create: "86400s", delete: "2h" });
        expect(fromLifecycle(given, declared)).to.deep.equal(declared);
        expect(fromLifecycle(toLifecycle({}, long), {})).to.deep.equal({});
    });
});
