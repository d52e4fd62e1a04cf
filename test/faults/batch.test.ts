import { describeTable } from "./table/describeTable";
import { bindingVerbs } from "./table/verbs";

describeTable("faults met by a $batch of bindings", ["create", "rebind", "delete", "read"], (url) =>
    bindingVerbs(url, 3),
);
