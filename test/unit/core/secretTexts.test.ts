import { expect } from "chai";
import { SecretTexts } from "#provider/core/redaction";
import { unknownValue } from "#provider/core/unknown";
import { arm, member } from "../../harness/bench/samples";

/** Everything that was learned from the properties, applied to a text. */
function redacted(text: string, ...properties: (Record<string, unknown> | undefined)[]): string {
    const secrets = new SecretTexts();
    for (const one of properties) {
        secrets.learn(one);
    }
    return secrets.redact(text);
}

describe("SecretTexts", () => {
    it("keeps out the values of secret properties, at any depth and in any letter case", () => {
        const properties = { secretInputs: ["resources"], resources: [member("Weu", "westeurope", "hidden")] };
        expect(redacted(`x ${arm("WEU")} y HIDDEN z westeurope`, properties)).to.equal(
            "x [secret] y [secret] z [secret]",
        );
    });

    it("keeps out the host of an endpoint that ends in a slash", () => {
        const properties = { secretInputs: ["endpoint"], endpoint: "https://hidden.cognitiveservices.azure.com/" };
        expect(redacted("the connection to hidden.cognitiveservices.azure.com broke", properties)).to.equal(
            "the connection to [secret] broke",
        );
    });

    it("leaves out no text of one or two characters, which would garble all that is said", () => {
        const properties = { secretInputs: ["addressableUserName"], addressableUserName: "e" };
        expect(redacted("The device greets everyone", properties)).to.equal("The device greets everyone");
    });

    it("keeps out the account's name, by which sentences call a member", () => {
        const properties = { secretInputs: ["resources"], resources: [member("Hidden", "r", "d")] };
        expect(redacted("Assigning Hidden to it", properties)).to.equal("Assigning [secret] to it");
    });

    it("keeps out the resource group and subscription where sentences tell accounts of one name apart by them", () => {
        const { azureResourceId, ...rest } = member("Hidden", "r", "d");
        const [, , subscription] = azureResourceId.split("/");
        const properties = { secretInputs: ["resources"], resources: [{ azureResourceId, ...rest }] };
        expect(redacted("Assigning rg/Hidden to it", properties)).to.equal("Assigning [secret] to it");
        expect(redacted(`Assigning ${subscription}/RG/hidden to it`, properties)).to.equal("Assigning [secret] to it");
    });

    it("leaves alone what is no secret", () => {
        const properties = { secretInputs: ["userPrincipalName"], userPrincipalName: "a@b.com", deviceId: "0a1b" };
        expect(redacted("0a1b a@b.com", properties)).to.equal("0a1b [secret]");
    });

    it("remembers the secrets of all resources, and of old values too", () => {
        const old = { secretInputs: ["userPrincipalName"], userPrincipalName: "old@b.com" };
        const now = { secretInputs: ["userPrincipalName"], userPrincipalName: "new@b.com" };
        expect(redacted("old@b.com new@b.com", old, now)).to.equal("[secret] [secret]");
    });

    const nothing: (Record<string, unknown> | undefined)[] = [
        undefined,
        {},
        { secretInputs: [] },
        { secretInputs: unknownValue, resources: ["hidden"] },
        { secretInputs: null, resources: ["hidden"] },
        { secretInputs: ["other"], resources: ["hidden"] },
    ];
    for (const properties of nothing) {
        it(`learns nothing from ${JSON.stringify(properties)}`, () => {
            expect(redacted("hidden", properties)).to.equal("hidden");
        });
    }

    it("learns nothing from a value that is not known yet", () => {
        const properties = { secretInputs: ["resources"], resources: unknownValue };
        expect(redacted(`all of ${unknownValue}`, properties)).to.contain(unknownValue);
    });
});
