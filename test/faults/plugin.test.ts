import { describeTable } from "./support/describeTable";
import { assignmentVerbs, bindingVerbs } from "./support/verbs";

const ofPlugin = { frontEnd: "plugin", oneIn: 12 } as const;

describeTable(
    "faults met by an assignment of the plugin",
    ["create", "update", "reassign", "delete", "read"],
    assignmentVerbs,
    ofPlugin,
);
describeTable(
    "faults met by a binding of the plugin",
    ["create", "rebind", "delete", "read"],
    (url) => bindingVerbs(url),
    ofPlugin,
);
describeTable(
    "faults met by a $batch of bindings of the plugin",
    ["create", "rebind", "delete", "read"],
    (url) => bindingVerbs(url, 3),
    ofPlugin,
);
