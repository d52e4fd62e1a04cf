import { expect } from "chai";
import { secret } from "../support/createStack";
import { armId, deviceId, devices, emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Ran, Scene } from "../support/scene";

const chatApp = "analyze-conversations/ChatApp";
const words = ["hush-weu", "hush-neu", "hush-domain", "hush-account"];
const [weu, neu, domain, account] = ["Hush-Weu", "Hush-Neu", "hush-domain", "hush-account@contoso.com"] as const;

scenario("secret inputs stay secret", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {}, [chatApp]: {} }, devices: devices(1) },
    config: {
        resources: secret(members(weu, neu)),
        member: member("LangWeu"),
        domain: secret(domain),
        account: secret(account),
        deviceId: deviceId(1),
    },
    async steps(scene) {
        await staysSecret(scene, await scene.preview({ create: 3 }));
        const created = await scene.up({ create: 3 }, ["assign", "assign", "bind"]);
        await staysSecret(scene, created);
        expect(created.logs["azure.log"], "what is searched for secrets").to.include("REDACTED");
        expect(scene.accounts(emailApp)).to.deep.equal([neu, weu]);

        scene.outside((held) => {
            held.projects[emailApp]?.resources.shift();
            Object.assign(held.devices[deviceId(1)] ?? {}, { resourceAccount: null });
        });
        await staysSecret(scene, await scene.refresh({ update: 1, delete: 1 }));

        const told = { code: "NotFound", message: `No account at ${neu}, ${domain}`, target: armId(neu) };
        const refused = { error: { code: "BadRequest", message: `There is no user ${account}.` } };
        scene.faults(
            { match: { path: ":assign" }, action: { jobStatus: "failed", jobErrors: [told] } },
            { match: { path: "assignResourceAccountToDevice" }, times: 9, action: { status: 400, body: refused } },
        );
        const failed = await scene.run("up");
        expect(failed.ok).to.equal(false);
        expect(failed.output).to.match(/NotFound: No account at \[secret\]|There is no user \[secret\]/);
        await staysSecret(scene, failed);

        scene.faults();
        await staysSecret(scene, await scene.run("up"));
        await scene.set({ resources: secret(members(weu)) });
        const warned = await scene.up({ update: 1 }, ["unassign"]);
        expect(warned.output).to.include('"all-secret" will unassign [secret] from');
        await staysSecret(scene, warned);
    },
});

async function staysSecret(scene: Scene, ran: Ran): Promise<void> {
    const shown = JSON.stringify([ran.output, ran.diagnostics, ran.steps]).toLowerCase();
    const stored = (await scene.stack.rawState()).toLowerCase();
    for (const word of words) {
        expect(shown.includes(word), `${word} in the output:\n${ran.output}`).to.equal(false);
        expect(stored.includes(word), `${word} in the stored state`).to.equal(false);
    }
}
