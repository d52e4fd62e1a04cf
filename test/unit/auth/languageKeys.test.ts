import { expect } from "chai";
import { type LanguageKeySources, LanguageKeys } from "#provider/auth/secrets";
import { AssignmentsError } from "#provider/core/errors";

const host = "contoso.cognitiveservices.azure.com";
const keyFor = (sources: LanguageKeySources, url: string) => new LanguageKeys(sources).keyFor(new URL(url));

describe("LanguageKeys", () => {
    const found: [title: string, sources: LanguageKeySources, url: string, expected: string | undefined][] = [
        ["nothing", {}, `https://${host}/`, undefined],
        ["a host", { config: `{"${host}":"key-of-config"}` }, `https://${host}/language?x=1`, "key-of-config"],
        [
            "a host in another letter case",
            { config: '{"Contoso.CognitiveServices.azure.com":"key-of-config"}' },
            `https://${host}/`,
            "key-of-config",
        ],
        ["an endpoint", { config: `{"https://${host}/":"key-of-config"}` }, `https://${host}/`, "key-of-config"],
        ["the default port", { config: `{"${host}:443":"key-of-config"}` }, `https://${host}/`, "key-of-config"],
        ["another port", { config: `{"${host}":"key-of-config"}` }, `https://${host}:8443/`, undefined],
        ["another host", { config: `{"${host}":"key-of-config"}` }, "https://evil.test/", undefined],
        ["a host that only ends alike", { config: `{"${host}":"key-of-config"}` }, `https://x.${host}/`, undefined],
        [
            "loopback with its port",
            { config: '{"http://127.0.0.1:7071":"key-of-config"}' },
            "http://127.0.0.1:7071/x",
            "key-of-config",
        ],
        ["an empty configuration", { config: " " }, `https://${host}/`, undefined],
        [
            "the environment",
            { env: { AZURE_LANGUAGE_ENDPOINT: `https://${host}/`, AZURE_LANGUAGE_KEY: "key-of-env" } },
            `https://${host}/`,
            "key-of-env",
        ],
        ["a key without endpoint", { env: { AZURE_LANGUAGE_KEY: "key-of-env" } }, `https://${host}/`, undefined],
        [
            "the configuration before the environment",
            {
                env: { AZURE_LANGUAGE_ENDPOINT: `https://${host}`, AZURE_LANGUAGE_KEY: "key-of-env" },
                config: `{"${host}":"key-of-config"}`,
            },
            `https://${host}/`,
            "key-of-config",
        ],
    ];
    for (const [title, sources, url, expected] of found) {
        it(`finds ${expected ? "the key" : "no key"} by ${title}`, () => {
            expect(keyFor(sources, url)).to.equal(expected);
        });
    }

    const bad: [title: string, sources: LanguageKeySources, words: string][] = [
        ["no JSON", { config: "hunter2" }, "is not JSON"],
        ["a list", { config: '["hunter2"]' }, "not a JSON object"],
        ["a text", { config: '"hunter2"' }, "not a JSON object"],
        ["a key that is no text", { config: `{"${host}":{"a":"hunter2"}}` }, `the key for ${host}`],
        ["an empty key", { config: `{"${host}":""}` }, `the key for ${host}`],
        ["a key of one character", { config: `{"${host}":"x"}` }, "less than 8 characters"],
        [
            "a key of the environment that is none",
            { env: { AZURE_LANGUAGE_ENDPOINT: host, AZURE_LANGUAGE_KEY: "hunter2" } },
            "less than 8 characters",
        ],
        ["a key with a line break", { config: JSON.stringify({ [host]: "hunter2\n" }) }, `the key for ${host}`],
        ["a name that is no host", { config: '{"hunter2 x":"key-of-config"}' }, "neither a host nor"],
        ["a path", { config: `{"https://${host}/language":"hunter2"}` }, "neither a host nor"],
        ["a user", { config: `{"https://hunter2@${host}":"key-of-config"}` }, "neither a host nor"],
        ["another scheme", { config: `{"ftp://${host}":"hunter2"}` }, "neither a host nor"],
        [
            "a bad endpoint",
            { env: { AZURE_LANGUAGE_ENDPOINT: "https://", AZURE_LANGUAGE_KEY: "hunter2" } },
            "AZURE_LANGUAGE_ENDPOINT",
        ],
    ];
    for (const [title, sources, words] of bad) {
        it(`explains ${title} without showing it`, () => {
            const act = () => new LanguageKeys(sources);
            expect(act).to.throw(AssignmentsError, words).with.property("message").that.does.not.contain("hunter2");
            expect(act).to.throw(AssignmentsError).with.property("code", "LanguageKeysInvalid");
        });
    }

    it("gives a refused key out no more", () => {
        const keys = new LanguageKeys({ config: `{"${host}":"key-of-config","fabrikam.test":"key-of-fabrikam"}` });
        keys.refuse(host.toUpperCase());
        expect(keys.keyFor(new URL(`https://${host}`))).to.equal(undefined);
        expect(keys.keyFor(new URL("https://fabrikam.test"))).to.equal("key-of-fabrikam");
    });

    it("does not show keys when it is printed", () => {
        const keys = new LanguageKeys({ config: `{"${host}":"hunter2-hunter2"}` });
        expect(JSON.stringify(keys)).not.to.contain("hunter2-hunter2");
    });
});
