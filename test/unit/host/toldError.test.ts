import { expect } from "chai";
import { SecretTexts } from "#provider/host/secretTexts";
import { toldError } from "#provider/host/toldError";
import { AssignmentsError } from "#provider/http/assignmentsError";
import { PartialError } from "#provider/lifecycle/partialError";

function knowing(secret: string): SecretTexts {
    const secrets = new SecretTexts();
    secrets.learn({ userPrincipalName: secret, secretInputs: ["userPrincipalName"] });
    return secrets;
}

describe("toldError", () => {
    it("gives an error meant for the user a stack that is only its message", () => {
        const told = toldError(new AssignmentsError("JobFailed", "Assigning failed."), new SecretTexts(), "text");
        expect(told.message).to.equal("Assigning failed.");
        expect(told.stack).to.equal("Assigning failed.");
        expect(`${told}`).to.equal("JobFailed");
        expect(told.id).to.equal(undefined);
    });

    it("keeps the stack of a fault of our own", () => {
        const told = toldError(new TypeError("x is undefined"), new SecretTexts(), "text");
        expect(told.stack).to.include("    at ");
        expect(`${told}`).to.equal("unexpected error");
    });

    it("keeps secrets out of message, stack and reasons, but not out of the state", () => {
        const state = { userPrincipalName: "room1@contoso.com" };
        const error = new PartialError("device", state, ["Binding room1@contoso.com failed.", "Run it again."]);
        const told = toldError(error, knowing("room1@contoso.com"), "text");
        expect(told.reasons).to.deep.equal(["Binding [secret] failed.", "Run it again."]);
        expect(`${told.message}${told.stack}`).to.not.include("room1");
        expect(told.properties).to.deep.equal({ userPrincipalName: "room1@contoso.com", __provider: "text" });
        expect(told.id).to.equal("device");
    });

    it("tells of what is no error at all", () => {
        expect(toldError("plain text", new SecretTexts(), undefined).message).to.equal("plain text");
    });
});
