import { describeTable } from "./support/describeTable";
import { bindingVerbs } from "./support/verbs";

const names = ["create", "rebind", "delete", "read"] as const;

describeTable("faults met by a binding", names, (url) => bindingVerbs(url));
describeTable("faults met by a $batch of bindings", names, (url) => bindingVerbs(url, 3));
