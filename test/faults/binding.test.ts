import { describeTable } from "./support/describeTable";
import { bindingVerbs } from "./support/verbs";

describeTable("faults met by a binding", ["create", "rebind", "delete", "read"], (url) => bindingVerbs(url));
