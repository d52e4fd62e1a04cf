import { expect } from "chai";
import type { Fault } from "#emulator/index";
import { secret } from "../support/createStack";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Ran } from "../support/scene";

const noTokens: Fault = { match: { path: "/msi/token" }, times: 1000, action: { status: 403 } };
const noKeys: Fault = { match: { path: "/language/.*resources\\?" }, action: { status: 401 } };
const seed = { projects: { [emailApp]: {} } };
const config = { resources: members("LangWeu", "LangNeu") };

scenario("a Language key from the environment lists, and unassigns where no token can be had", __dirname, {
    seed,
    config,
    env: ({ url, languageKey }) => ({ AZURE_LANGUAGE_ENDPOINT: url, AZURE_LANGUAGE_KEY: languageKey }),
    async steps(scene) {
        const created = await scene.up({ create: 1 }, ["assign"]);
        expect(tokensIn(created), "tokens: assign takes no key").to.equal(1);

        scene.faults(noTokens);
        expect(tokensIn(await scene.refresh({}))).to.equal(0);
        const { destroyed } = await scene.end();
        expect(destroyed.posts).to.deep.equal(["unassign"]);
        expect(tokensIn(destroyed), "tokens asked for in vain").to.be.at.least(1);
    },
});

scenario("a Language key from the configuration gives way to a token where it is refused", __dirname, {
    seed,
    config: ({ url, languageKey }) => ({
        ...config,
        "azure-assignments:languageKeys": secret({ [new URL(url).host]: languageKey }),
    }),
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        expect(tokensIn(await scene.refresh({})), "tokens while the key is good").to.equal(0);
        expect(await scene.stack.rawState()).not.to.include(scene.emulator.languageKey);

        scene.faults(noKeys);
        expect(tokensIn(await scene.refresh({})), "tokens after a 401").to.equal(1);
        scene.emulator.setOptions({ localAuth: false });
        const { destroyed } = await scene.end();
        expect(destroyed.posts).to.deep.equal(["unassign"]);
        expect(tokensIn(destroyed), "tokens while keys are refused").to.equal(1);
    },
});

function tokensIn({ requests }: Ran): number {
    return requests.filter(({ path }) => path.startsWith("/msi/token")).length;
}
