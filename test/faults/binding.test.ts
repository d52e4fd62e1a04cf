import { describeTable } from "./table/describeTable";
import { bindingVerbs } from "./table/verbs";

describeTable("faults met by a binding", ["create", "rebind", "delete", "read"], (url) => bindingVerbs(url));
