import { expect } from "chai";
import { notKnown, unknownValue } from "#provider/core/unknown";
import { readState as readBinding } from "#provider/lifecycle/deviceResourceAccountBinding/state";
import { readPlanned, readState } from "#provider/lifecycle/projectResourceAssignment/state";
import { arm, member } from "../../harness/bench/samples";

describe("a state", () => {
    it("that an older version stored has defaults for what there was not yet", () => {
        expect(
            readState({ endpoint: "https://x.test", projectName: "EmailApp", resources: [member("Weu")] }),
        ).to.deep.equal({
            endpoint: "https://x.test",
            projectName: "EmailApp",
            projectKind: "conversations",
            resources: [member("Weu")],
            apiVersion: "2022-10-01-preview",
            existing: "adopt",
            deleteDeployments: false,
            logicalName: undefined,
            secretInputs: undefined,
        });
    });

    it("that has been tampered with is read as far as it makes sense", () => {
        const wrong = {
            endpoint: 5,
            projectKind: "speech",
            resources: ["a", null, { azureResourceId: arm("Weu"), region: 1, extra: true }],
            deleteDeployments: "yes",
            timeouts: { create: 5, read: "1m", other: "1m" },
            secretInputs: ["resources", 5],
            kept: "all",
            lastAssignJob: [],
            pending: { verb: "reassign", members: ["a", 5] },
        };
        const { endpoint, projectKind, resources, deleteDeployments, timeouts, secretInputs, ...rest } =
            readState(wrong);
        expect({ endpoint, projectKind, deleteDeployments, timeouts, secretInputs }).to.deep.equal({
            endpoint: "",
            projectKind: "conversations",
            deleteDeployments: false,
            timeouts: { read: "1m" },
            secretInputs: ["resources"],
        });
        expect(resources).to.deep.equal([{ azureResourceId: arm("Weu"), customDomain: "", region: "" }]);
        expect(rest).to.not.have.any.keys("kept", "lastAssignJob");
        // What is unsettled stays so, whatever else of it is lost.
        expect(rest.pending).to.deep.equal({ verb: "assign", members: ["a"], since: "" });
    });

    it("takes only those properties for observed that may show an account", () => {
        const { observedIn } = readBinding({ observedIn: ["resourceName", "model", 5] });
        expect(observedIn).to.deep.equal(["resourceName"]);
    });
});

describe("a plan", () => {
    it("knows what is not known yet from a text, at any depth", () => {
        const planned = readPlanned({
            endpoint: unknownValue,
            deleteDeployments: unknownValue,
            resources: [unknownValue, { ...member("Weu"), region: unknownValue }],
            logicalName: "email-app",
        });
        expect(planned).to.include({
            endpoint: notKnown,
            deleteDeployments: notKnown,
            projectName: "",
            logicalName: "email-app",
        });
        expect(planned.resources).to.deep.equal([notKnown, { ...member("Weu"), region: notKnown }]);
    });
});
