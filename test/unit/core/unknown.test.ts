import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { containsUnknown, isUnknown } from "#provider/core/unknown";
import { unknown } from "../support/goodInputs";

describe("isUnknown", () => {
    it("knows Pulumi's own unknown value, and nothing else", () => {
        expect(isUnknown(pulumi.runtime.unknownValue)).to.equal(true);
        for (const value of [undefined, null, "", 0, `${unknown} `, [unknown], { unknown }]) {
            expect(isUnknown(value), String(value)).to.equal(false);
        }
    });
});

describe("containsUnknown", () => {
    it("finds an unknown value at any depth", () => {
        for (const value of [unknown, [unknown], { a: [{ b: unknown }] }]) {
            expect(containsUnknown(value), JSON.stringify(value)).to.equal(true);
        }
        for (const value of [null, undefined, "x", 1, [], {}, { a: [{ b: "x" }] }]) {
            expect(containsUnknown(value), JSON.stringify(value)).to.equal(false);
        }
    });
});
