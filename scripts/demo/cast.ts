/** Who plays in the demo: the resources, the device and the accounts that it names. */

const group = "/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/contoso-language";

function member(name: string, region: string) {
    return {
        azureResourceId: `${group}/providers/Microsoft.CognitiveServices/accounts/${name}`,
        customDomain: name,
        region,
    };
}

/** Language resources. The last belongs to a colleague: it is there before the demo, which never declares it. */
export const members = {
    westEurope: member("contoso-weu", "westeurope"),
    northEurope: member("contoso-neu", "northeurope"),
    eastUs: member("contoso-eus", "eastus"),
    colleagues: member("contoso-lab", "westus2"),
};

/** The Language project, and its key in the emulator. */
export const project = { name: "EmailApp", key: "analyze-conversations/EmailApp" };

/** The Autopilot device. */
export const device = { id: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", serialNumber: "R9-0012", displayName: "Room 12" };

/** Accounts that the device signs in with. */
export const accounts = {
    room: "room12@contoso.com",
    boardroom: "boardroom@contoso.com",
    lobby: "lobby@contoso.com",
};
