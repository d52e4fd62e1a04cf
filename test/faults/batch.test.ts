import { describeTable } from "./support/describeTable";
import { bindingVerbs } from "./support/verbs";

describeTable("faults met by a $batch of bindings", ["create", "rebind", "delete", "read"], (url) =>
    bindingVerbs(url, 3),
);
