import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { AssignmentsError, AuthError, ServiceError } from "#provider/core/errors";
import { SecretTexts } from "#provider/core/redaction";
import { unpacked } from "#provider/host/partialState";
import { canTravel, signInDetails, toEngineError } from "#provider/host/toEngineError";
import { PartialError } from "#provider/lifecycle/results";
import { member } from "../../harness/bench/samples";

const secrets = new SecretTexts();
secrets.learn({ secretInputs: ["userPrincipalName"], userPrincipalName: "hidden@contoso.com" });
const tell = (error: unknown) => toEngineError(error, secrets, "provider text");

/** What Pulumi's provider process prints of an error that check, diff, read or delete throws. */
const printed = (error: Error) => `${error}: ${error.stack}`;

describe("toEngineError", () => {
    it("shows a message that was meant for the user once, without a stack", () => {
        const told = tell(new ServiceError("NotFound", "It is not there.", { statusCode: 404 }));
        expect(told.message).to.equal("It is not there.");
        expect(printed(told)).to.equal("NotFound: It is not there.");
    });

    it("tells at length why signing in fails once, and where it was told already in one line", () => {
        const story = "Tried this:\n  - It failed.\nThe ways to sign in";
        const inner = new AuthError("SignInFailed", "nobody may sign in.", { more: story });
        const outer = new AssignmentsError("X", `Reading failed: ${inner.message} Run it again.`, { cause: inner });
        for (const error of [inner, outer, new PartialError("id", {}, [inner.message, "Do this."], outer)]) {
            const shown = (alreadyShown: boolean) => {
                const told = toEngineError(error, secrets, "provider text", { alreadyShown });
                return [...(told.reasons ?? [told.message]), printed(told)];
            };
            expect(shown(false).join("\n").split(story)).to.have.length(2);
            expect(shown(true).join("").includes("\n")).to.equal(false);
            expect(shown(true)[0]).to.include("nobody may sign in. The ways to sign in are told with the first");
        }
        expect(signInDetails(new Error("other"))).to.equal(undefined);
    });

    it("shows the stack of a fault of our own", () => {
        const told = tell(new TypeError("x is not a function"));
        expect(printed(told)).to.match(/^unexpected error: TypeError: x is not a function\n\s+at /);
    });

    it("lets no secret out, by message, stack or reasons", () => {
        const errors = [
            new AssignmentsError("X", "No HIDDEN@contoso.com here."),
            new ServiceError("hidden@contoso.com", "No hidden@contoso.com here."),
            new TypeError("No hidden@contoso.com here."),
            new PartialError("id", {}, ["No hidden@contoso.com here."]),
            "No hidden@contoso.com here.",
        ];
        for (const error of errors) {
            const told = tell(error);
            expect(JSON.stringify([told.message, printed(told), told.reasons])).not.to.match(/hidden@/i);
            expect(told.message).to.equal("No [secret] here.");
        }
    });

    it("makes a partial resource of an error that leaves something behind, provider text included", () => {
        const told = tell(new PartialError("id", { a: 1 }, ["It broke.", "Do this."]));
        expect(told).to.deep.include({
            id: "id",
            properties: { a: 1, __provider: "provider text" },
            reasons: ["It broke.", "Do this."],
        });
    });

    it("packs a large state, which could not be sent otherwise", () => {
        const members = Array.from({ length: 600 }, (_, index) => member(`account-${index}`));
        const told = tell(new PartialError("id", { resources: members, projectName: "EmailApp" }, ["It broke."]));
        expect(told.properties).to.include({ projectName: "EmailApp", __provider: "provider text" });
        expect(Buffer.byteLength(JSON.stringify(told.properties))).to.be.below(46 * 1024);
        expect(unpacked(told.properties ?? {}).resources).to.deep.equal(members);
    });

    it("knows a state that cannot be sent even so", () => {
        const members = Array.from({ length: 4_000 }, () => ({ azureResourceId: randomUUID() }));
        const error = new PartialError("id", { resources: members }, ["It broke."]);
        expect(canTravel(error)).to.equal(true);
        expect(canTravel(error, 46 * 1024)).to.equal(false);
    });

    it("cuts reasons and message, which travel in headers too", () => {
        const told = tell(new PartialError("id", {}, ["x".repeat(100_000), "Do this."]));
        expect(told.reasons?.[0]).to.have.length(8_001);
        expect(told.reasons?.[1]).to.equal("Do this.");
        expect(told.message).to.have.length(8_001);
    });

    it("makes none of any other", () => {
        expect(tell(new AssignmentsError("X", "x"))).not.to.have.any.keys("id", "properties", "reasons");
    });

    for (const thrown of ["text", 5, undefined, null, { a: 1 }]) {
        it(`makes an error of ${JSON.stringify(thrown)}`, () => {
            expect(tell(thrown)).to.be.instanceOf(Error).and.have.property("message", String(thrown));
        });
    }

    it("keeps no field that a log could show by accident", () => {
        const error = new ServiceError("X", "x", { cause: new Error("secret cause") });
        expect(JSON.stringify(tell(error))).not.to.contain("secret cause");
        expect(tell(error)).not.to.have.property("cause");
    });
});
