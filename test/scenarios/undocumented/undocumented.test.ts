import { expect } from "chai";
import type { EmulatorOptions } from "#emulator/index";
import { deviceId, devices, emailApp, member, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

const someoneElsesJobInMs = 2_500;

/**
 * The answers of the services where nothing is documented that no other scenario meets: what is not in a row is as the
 * emulator's defaults are, and as all others have it. Letter case, pages and bad members have scenarios of their own.
 */
const answers: Partial<EmulatorOptions>[] = [
    {
        concurrentJobs: "queue",
        listDelayMs: 300,
        assignExisting: "fail",
        unassignMissing: "fail",
        assignOverExisting: "conflict",
    },
    { concurrentJobs: "conflict", accountVisible: false },
    { concurrentJobs: "parallel", accountVisible: 200, idCase: "lower" },
    {
        accountVisible: false,
        assignExisting: "fail",
        unassignMissing: "fail",
        assignOverExisting: "conflict",
        unassignBody2025: "assignedResourceIds",
    },
];

for (const options of answers) {
    const title = Object.entries(options).map(([name, answer]) => `${name} ${answer}`);
    scenario(`a plain stack, where nothing is documented: ${title.join(", ")}`, __dirname, {
        seed: {
            projects: { [emailApp]: { resources: members("Present") } },
            devices: {
                ...devices(2),
                [deviceId(2)]: { resourceAccount: { userPrincipalName: "kept@contoso.com" } },
            },
        },
        options,
        config: { plan: plan(["Present", "LangWeu"], room(1)) },
        async steps(scene) {
            await someoneElsesJob(scene);
            await scene.up({ create: 3 }, "any");
            // Where jobs run side by side, the other one may still run.
            scene.emulator.setOptions({ clockOffsetMs: someoneElsesJobInMs });
            expect(scene.accounts(emailApp)).to.deep.equal(["LangWeu", "Present", "Stranger"]);
            expect(accounts(scene)).to.deep.equal([room(1), "kept@contoso.com"]);

            await scene.set({ plan: plan(["LangWeu", "LangNeu"], room(3)) });
            await scene.up({ update: 2 }, "any");
            expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu", "Stranger"]);
            expect(accounts(scene)).to.deep.equal([room(3), "kept@contoso.com"]);
            // Refused requests do no harm, but no job may run twice: the first one here is somebody else's.
            const kinds = scene.emulator.state().jobs.map(({ kind }) => kind);
            expect(kinds).to.deep.equal(["assign", "assign", "assign", "unassign"]);
            await scene.refresh({});

            scene.left.projects[emailApp] = { resources: [member("Stranger")] };
            Object.assign(scene.left.devices[deviceId(2)] ?? {}, { resourceAccount: null });
        },
    });
}

function plan(accounts: string[], changing: string) {
    return {
        resources: members(...accounts),
        rooms: { [deviceId(1)]: changing, [deviceId(2)]: "kept@contoso.com" },
    };
}

function accounts(scene: Scene): (string | null)[] {
    return [deviceId(1), deviceId(2)].map((id) => scene.bound(id));
}

/** A job of somebody else, which still runs when the stack's first one comes. */
async function someoneElsesJob({ emulator }: Scene): Promise<void> {
    const { url, identityEndpoint, identityHeader } = emulator;
    const resource = encodeURIComponent("https://cognitiveservices.azure.com");
    const issued = await fetch(`${identityEndpoint}?resource=${resource}&api-version=2019-08-01`, {
        headers: { "X-IDENTITY-HEADER": identityHeader },
    });
    const { access_token: token } = (await issued.json()) as { access_token: string };
    emulator.setOptions({ jobDurationMs: someoneElsesJobInMs });
    const started = await fetch(
        `${url}/language/authoring/analyze-conversations/projects/EmailApp/resources/:assign?api-version=2025-11-01`,
        {
            method: "POST",
            headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
            body: JSON.stringify({ projectResources: members("Stranger") }),
        },
    );
    expect(started.status).to.equal(202);
    emulator.setOptions({ jobDurationMs: 0 });
}
