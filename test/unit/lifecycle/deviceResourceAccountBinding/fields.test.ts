import { expect } from "chai";
import { binding, checkBinding, failuresWith, type Refusal, titleOf, unknown } from "../../support/goodInputs";

const goodDevice = /for example "5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a90"/;
const goodUpn = /for example "room-101@contoso\.com"/;
const goodGraph = /for example "https:\/\/graph\.microsoft\.com"/;

const accepted: Record<string, unknown>[] = [
    { deviceId: binding.deviceId.toUpperCase() },
    { deviceId: "00000000-0000-0000-0000-000000000000" },
    { deviceId: "ffffffff-ffff-ffff-ffff-ffffffffffff" },
    { userPrincipalName: "Room.O'Neil_1@Contoso.onmicrosoft.com" },
    { userPrincipalName: "guest_fabrikam.com#EXT#@contoso.onmicrosoft.com" },
    { userPrincipalName: `${"x".repeat(64)}@${"d".repeat(44)}.com` },
    { addressableUserName: "Besprechungsraum Köln 会議室", resourceAccountName: "Room 101" },
    { addressableUserName: null, resourceAccountName: undefined },
    { cloud: "usgovernment" },
    { cloud: "usgovernmentdod" },
    { cloud: "china" },
    { graphEndpoint: "https://graph.microsoft.com/" },
    { graphEndpoint: "http://127.0.0.1:8080" },
    { existing: "fail" },
    { existing: "replace" },
    { timeouts: { create: "10m" } },
];

const refused: Refusal[] = [
    { change: { deviceId: undefined }, property: "deviceId", says: [/missing/, goodDevice] },
    { change: { deviceId: "" }, property: "deviceId", says: [/empty/, goodDevice] },
    { change: { deviceId: "device-1" }, property: "deviceId", says: [/"device-1" is not a GUID/, goodDevice] },
    { change: { deviceId: `{${binding.deviceId}}` }, property: "deviceId", says: [/has braces/, goodDevice] },
    { change: { deviceId: `${binding.deviceId}\n` }, property: "deviceId", says: [/not a GUID/, goodDevice] },
    { change: { deviceId: binding.deviceId.replaceAll("-", "") }, property: "deviceId", says: [/not a GUID/] },
    { change: { deviceId: binding.deviceId.replace("5", "g") }, property: "deviceId", says: [/not a GUID/] },
    { change: { deviceId: 5 }, property: "deviceId", says: [/^5 is a number, not a string/, goodDevice] },
    { change: { userPrincipalName: null }, property: "userPrincipalName", says: [/missing/, goodUpn] },
    { change: { userPrincipalName: "" }, property: "userPrincipalName", says: [/empty/, goodUpn] },
    ...[
        "room",
        "room@",
        "@contoso.com",
        "room@contoso",
        "a@b@contoso.com",
        "room@contoso.",
        "room@10.0.0.1",
        "r@a..com",
    ]
        .concat(`${"x".repeat(65)}@contoso.com`)
        .map((userPrincipalName) => ({
            change: { userPrincipalName },
            property: "userPrincipalName",
            says: [/is not a user principal name/, goodUpn],
        })),
    ...["room 101@contoso.com", " room@contoso.com", "room@contoso.com\n", "room\u200b@contoso.com"].map(
        (userPrincipalName) => ({
            change: { userPrincipalName },
            property: "userPrincipalName",
            says: [/blanks or control characters/, goodUpn],
        }),
    ),
    {
        change: { userPrincipalName: `${"x".repeat(60)}@${"d".repeat(60)}.com` },
        property: "userPrincipalName",
        says: [/longer than 113/, goodUpn],
    },
    { change: { userPrincipalName: ["a"] }, property: "userPrincipalName", says: [/is a list, not a string/, goodUpn] },
    { change: { addressableUserName: "" }, property: "addressableUserName", says: [/empty/, /for example "Room 101"/] },
    { change: { addressableUserName: " " }, property: "addressableUserName", says: [/empty/] },
    { change: { resourceAccountName: "a\u0007" }, property: "resourceAccountName", says: [/control characters/] },
    { change: { resourceAccountName: "x".repeat(257) }, property: "resourceAccountName", says: [/longer than 256/] },
    { change: { resourceAccountName: 101 }, property: "resourceAccountName", says: [/^101 is a number/] },
    { change: { cloud: "Public" }, property: "cloud", says: [/"Public" is none of "public", "usgovernment", "usgov/] },
    { change: { existing: "overwrite" }, property: "existing", says: [/is none of "adopt", "fail", "replace"/] },
    { change: { graphEndpoint: "" }, property: "graphEndpoint", says: [/empty/, goodGraph] },
    { change: { graphEndpoint: "graph.microsoft.com" }, property: "graphEndpoint", says: [/not a URL/, goodGraph] },
    { change: { graphEndpoint: "http://graph.x.com" }, property: "graphEndpoint", says: [/not an https/, goodGraph] },
    { change: { graphEndpoint: "https://g.x.com/beta" }, property: "graphEndpoint", says: [/has a path/, goodGraph] },
    { change: { graphEndpoint: "https://" }, property: "graphEndpoint", says: [/not a URL/, goodGraph] },
    { change: { timeouts: { wait: "1m" } }, property: "timeouts.wait", says: [/not a verb that takes a timeout/] },
    { change: { deviceID: "x" }, property: "deviceID", says: [/Did you mean "deviceId"\?/] },
    { change: { userPrincipleName: "x" }, property: "userPrincipleName", says: [/Did you mean "userPrincipalName"\?/] },
    { change: { endpoint: "x" }, property: "endpoint", says: [/not an input.* The names are deviceId, /] },
    ...["pending", "observedIn", "serialNumber", "displayName"].map((name) => ({
        change: { [name]: "x" },
        property: name,
        says: [/is an output/],
    })),
];

describe("the inputs of a binding", () => {
    it("takes good inputs as they are and adds the defaults", () => {
        const news = { ...binding, logicalName: "room", secretInputs: [] };
        expect(checkBinding(news)).to.deep.equal({
            inputs: { ...news, cloud: "public", existing: "adopt" },
            failures: [],
        });
    });

    for (const change of accepted) {
        it(`takes ${titleOf(change)}`, () => {
            expect(failuresWith(checkBinding, binding, change)).to.deep.equal([]);
        });
    }

    for (const { change, property, says } of refused) {
        it(`refuses ${titleOf(change)}`, () => {
            const failures = failuresWith(checkBinding, binding, change);
            expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
            for (const pattern of says) {
                expect(failures[0]?.reason).to.match(pattern);
            }
        });
    }

    it("takes every input unknown in a preview", () => {
        const names = ["deviceId", "userPrincipalName", "addressableUserName", "resourceAccountName", "cloud"];
        const news = Object.fromEntries(
            [...names, "graphEndpoint", "existing", "timeouts"].map((name) => [name, unknown]),
        );
        expect(checkBinding(news)).to.deep.equal({ inputs: news, failures: [] });
    });

    it("never shows the value of a secret input", () => {
        const secretInputs = [...Object.keys(binding), "addressableUserName", "graphEndpoint"];
        const news = Object.fromEntries(secretInputs.map((name) => [name, "s3cr3t\u0007"]));
        const { failures } = checkBinding({ ...news, secretInputs });
        expect(failures.map((failure) => failure.property)).to.deep.equal(secretInputs);
        expect(JSON.stringify(failures)).not.to.contain("s3cr3t");
        expect(failures.every((failure) => failure.reason.startsWith("(secret) "))).to.equal(true);
    });
});
