import { expect } from "chai";
import { SecretTexts } from "#provider/host/secretTexts";

const id = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/HiddenAccount";

describe("SecretTexts", () => {
    it("replaces the values of secret properties, in any letter case, and leaves the others", () => {
        const secrets = new SecretTexts();
        secrets.learn({
            userPrincipalName: "room1@contoso.com",
            deviceId: "device-1",
            secretInputs: ["userPrincipalName"],
        });
        expect(secrets.redact("ROOM1@contoso.com on device-1")).to.equal("[secret] on device-1");
    });

    it("replaces the names that sentences cut from secret ids", () => {
        const secrets = new SecretTexts();
        secrets.learn({
            resources: [{ azureResourceId: id, customDomain: "hidden", region: "westus" }],
            secretInputs: ["resources"],
        });
        expect(secrets.redact(`assigned ${id} (HiddenAccount)`)).to.equal("assigned [secret] ([secret])");
    });

    it("remembers what it learnt of one resource when it speaks of another", () => {
        const secrets = new SecretTexts();
        secrets.learn({ userPrincipalName: "room1@contoso.com", secretInputs: ["userPrincipalName"] });
        secrets.learn({ userPrincipalName: "room2@contoso.com" });
        secrets.learn(undefined);
        expect(secrets.redact("room1@contoso.com room2@contoso.com")).to.equal("[secret] room2@contoso.com");
    });
});
