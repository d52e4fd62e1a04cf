import { expect } from "chai";
import { unknownValue } from "#provider/core/unknown";
import { type Deployment, readDeploymentPage } from "#provider/language/deployments";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { memberHash } from "#provider/lifecycle/projectResourceAssignment/members/keep";
import { previewChange } from "#provider/lifecycle/projectResourceAssignment/preview";
import { arm, member } from "../../../harness/bench/samples";
import { planContext } from "../support/planContext";

type Properties = Record<string, unknown>;

const inputs: Properties = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "EmailApp",
    projectKind: "conversations",
    apiVersion: "2022-10-01-preview",
    existing: "adopt",
    deleteDeployments: false,
    logicalName: "email-app",
    resources: [member("Weu"), member("Neu")],
};
const onNeu = { deploymentName: "production", assignedResources: [{ azureResourceId: arm("Neu") }] };

/** Plans a change of the inputs, as the engine does; `found` are the deployments, or why there are none to be had. */
async function plan(news: Properties, found: unknown[] | Error = [], olds: Properties = {}, declared?: Properties) {
    let looks = 0;
    const deployments = async (): Promise<Deployment[]> => {
        looks += 1;
        if (found instanceof Error) {
            throw found;
        }
        return readDeploymentPage({ value: found }).entries;
    };
    const context = planContext({ deployments });
    if (declared) {
        check(context, {}, { ...inputs, ...declared });
    }
    const now = { ...inputs, ...news };
    check(context, inputs, now);
    await previewChange(context, { ...inputs, ...olds }, now, diff(context, { ...inputs, ...olds }, now));
    return { looks, lines: context.lines };
}

describe("a preview of an assignment says what it is", () => {
    it("for members that come, go and stay, in one line", async () => {
        const { lines } = await plan({ resources: [member("Weu"), member("Eus")] });
        expect(lines[0]).to.equal('info: "email-app": assign Eus; unassign Neu; keep Weu');
    });

    it("for members that change", async () => {
        const { lines } = await plan({ resources: [member("Weu", "eastus"), member("Neu", "westeurope", "other")] });
        expect(lines[0]).to.equal('info: "email-app": unassign and assign again Weu, Neu');
    });

    it("for a member that another resource has come to declare", async () => {
        const declared = { logicalName: "other", resources: [member("NEU")] };
        const { lines, looks } = await plan({ resources: [member("Weu")] }, [onNeu], {}, declared);
        expect(lines).to.deep.equal(['info: "email-app": leave to another resource Neu; keep Weu']);
        expect(looks).to.equal(0);
    });

    it("for a replacement", async () => {
        const { lines } = await plan({ projectName: "Other" });
        expect(lines[0]).to.equal(
            'info: "email-app": is replaced: unassign Weu, Neu from conversations project "EmailApp" at contoso.cognitiveservices.azure.com; ' +
                'assign Weu, Neu to conversations project "Other" at contoso.cognitiveservices.azure.com',
        );
    });

    it("for a member that is kept for others", async () => {
        const olds = { existing: "keep", kept: [memberHash(arm("Neu"))] };
        const { lines, looks } = await plan(
            { existing: "keep", resources: [member("Weu"), member("Eus")] },
            [onNeu],
            olds,
        );
        expect([lines, looks]).to.deep.equal([['info: "email-app": assign Eus; keep Weu'], 0]);
    });

    it("telling accounts of one name in two resource groups apart", async () => {
        const twin = { ...member("Neu"), azureResourceId: arm("Neu").replace("/rg/", "/other-rg/") };
        const { lines } = await plan({ resources: [member("Weu"), member("Neu"), twin] });
        expect(lines).to.deep.equal(['info: "email-app": assign other-rg/Neu; keep Weu, rg/Neu']);
    });

    const silent: [title: string, news: Properties, olds?: Properties][] = [
        ["nothing changes", {}],
        ["only the timeouts change", { timeouts: { create: "1h" } }],
        ["members are not known yet", { resources: unknownValue }],
        ["a member is not known yet", { resources: [unknownValue] }],
        ["a name is not known yet", { resources: [member("Weu")], projectName: unknownValue }],
    ];
    for (const [title, news, olds] of silent) {
        it(`but nothing where ${title}`, async () => {
            expect(await plan(news, [onNeu], olds)).to.deep.equal({ looks: 0, lines: [] });
        });
    }

    it("but nothing where the program has not declared it in this process, as in a refresh", async () => {
        const context = planContext();
        const now = { ...inputs, resources: [member("Weu")] };
        await previewChange(context, inputs, now, diff(context, inputs, now));
        expect(context.lines).to.deep.equal([]);
    });

    it("asks nothing where nobody is unassigned", async () => {
        expect((await plan({ resources: [member("Weu"), member("Neu"), member("Eus")] }, [onNeu])).looks).to.equal(0);
    });
});

describe("a preview of an assignment warns of what is lost", () => {
    const leaving = { resources: [member("Weu")] };
    const will = 'warning: "email-app" will unassign Neu from conversations project "EmailApp"';
    const unseen =
        "A resource that --target or --exclude leaves out cannot be seen: what it declares is not protected.";
    const advice =
        'If they may go, set deleteDeployments: true on "email-app" and run up again; else keep the resource, or delete the deployments first.';

    const cases: [title: string, news: Properties, found: unknown[] | Error, expected: string][] = [
        ["by name", leaving, [onNeu], `${will}, which would delete deployment "production", and is refused. ${advice}`],
        [
            "by name, where it may go",
            { ...leaving, deleteDeployments: true },
            [onNeu],
            `${will}, which deletes deployment "production".`,
        ],
        ["where nothing is", leaving, [], `${will}; no deployment is there.`],
        [
            "where the service does not say where one is",
            leaving,
            [{ deploymentName: "somewhere" }],
            `${will} (the service does not say where deployment "somewhere" is: what is there is deleted too)`,
        ],
        [
            "where they cannot be looked up",
            leaving,
            new Error("Signing in failed.\nThere is more to tell."),
            `${will}, which is refused where the project has deployments there. They could not be looked up: Signing in failed. ${advice}`,
        ],
        [
            "where they cannot be looked up, and may go",
            { ...leaving, deleteDeployments: true },
            new Error("no answer"),
            `${will}, which deletes all of the project's deployments there. They could not be looked up: no answer`,
        ],
    ];
    for (const [title, news, found, expected] of cases) {
        it(title, async () => {
            const sentence = expected.endsWith(".") ? expected : `${expected}.`;
            expect((await plan(news, found)).lines[1]).to.equal(`${sentence} ${unseen}`);
        });
    }

    it("saying once a process what cannot be seen", async () => {
        const context = planContext({ deployments: async () => [] });
        for (const logicalName of ["one", "two"]) {
            // Each has a project of its own, so that nobody declares what the other gives up.
            const old: Properties = { ...inputs, logicalName, projectName: logicalName };
            const now = { ...old, ...leaving };
            check(context, old, now);
            await previewChange(context, old, now, diff(context, old, now));
        }
        const warnings = context.lines.filter((line) => line.startsWith("warning"));
        expect(warnings.map((line) => line.includes(unseen))).to.deep.equal([true, false]);
    });

    it("for all members of a resource that is replaced", async () => {
        const { lines } = await plan({ projectName: "Other" }, [onNeu]);
        expect(lines[1]).to.match(
            /unassign Weu, Neu from conversations project "EmailApp", which would delete deployment "production"/,
        );
    });
});
