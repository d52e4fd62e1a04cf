import { expect } from "chai";
import { AssignmentsError } from "#provider/core/errors";
import type { LineLog, Severity } from "#provider/host/engine";
import { ProcessHost } from "#provider/host/processHost";

function quietLog(): LineLog & { lines: string[] } {
    const lines: string[] = [];
    return {
        lines,
        write: (severity: Severity, line) => void lines.push(`${severity}: ${line}`),
        flush: async () => {},
    };
}

describe("ProcessHost", () => {
    it("keeps secrets out of lines", async () => {
        const log = quietLog();
        const host = new ProcessHost(() => undefined, { log });
        const state = { userPrincipalName: "room1@contoso.com", secretInputs: ["userPrincipalName"] };
        await host.planning([state], (context) => context.report.warn("unbinds room1@contoso.com"));
        expect(log.lines).to.deep.equal(["warning: unbinds [secret]"]);
    });

    it("takes from its environment, too, whether deployments may go", async () => {
        const env = { AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS: '["EmailApp"]' };
        const host = new ProcessHost(
            (key) => (key === "azure-assignments:deleteDeployments" ? '["Other"]' : undefined),
            {
                log: quietLog(),
                services: { env },
            },
        );
        const allowed = await host.planning([{}], ({ deleteDeployments }) =>
            ["EmailApp", "Other", "Third"].map((name) => deleteDeployments.allows(name)),
        );
        expect(allowed).to.deep.equal([true, true, false]);
    });

    it("lets out what a verb throws only as the user is to be told it", async () => {
        const host = new ProcessHost(() => undefined, { log: quietLog() });
        const fail = () => {
            throw new AssignmentsError("Refused", "Assigning was refused.");
        };
        const error = await host.planning([{}], fail).catch((thrown: Error) => thrown);
        expect((error as Error).stack).to.equal("Assigning was refused.");
    });

    it("explains a configured key that cannot be read, without showing it", async () => {
        const host = new ProcessHost(() => "{not json: secret-key}", { log: quietLog() });
        const error = await host.acting([{}], async () => undefined).catch((thrown: Error) => thrown);
        expect((error as Error).message)
            .to.include("languageKeys")
            .and.not.include("secret-key");
    });
});
