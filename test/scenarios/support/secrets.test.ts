import { expect } from "chai";
import { TokenMint } from "#emulator/identity/tokenMint";
import type { Emulator } from "#emulator/index";
import { secret } from "./createStack";
import { devices, members } from "./fixtures";
import { Secrets } from "./secrets";

const credentials = { identityHeader: "header-5e1f", languageKey: "key 7c/2+a" } as Emulator;

describe("the search for secrets", () => {
    function secrets(): Secrets {
        const found = new Secrets(credentials, { devices: devices(1) });
        found.learn({
            plain: { region: "westeurope" },
            resources: secret(members("Hush-Weu")),
            account: secret("hush@contoso.com"),
        });
        return found;
    }

    const texts: [text: string, what: string][] = [
        [`Authorization: Bearer ${new TokenMint().issue("https://graph.microsoft.com", 0, 1)}`, "a token"],
        ["X-IDENTITY-HEADER: header-5e1f", "the identity header"],
        ["?key=key%207c%2F2%2Ba", "the Language key"],
        [Buffer.from("key 7c/2+a").toString("base64"), "the Language key"],
        ['{"deviceAccountPassword":"device-account-password-1"}', "a device's password"],
        ["bound HUSH@contoso.com", "a secret setting"],
        [".../accounts/hush-weu", "a secret setting"],
    ];
    for (const [text, what] of texts) {
        it(`finds ${what} in ${text.slice(0, 40)}`, () => {
            expect(secrets().foundIn(text).join()).to.include(what);
        });
    }

    it("finds nothing in what stands in plain settings too", () => {
        expect(secrets().foundIn("westeurope; Device 1; SN-0001; deviceAccountPassword")).to.deep.equal([]);
    });
});
