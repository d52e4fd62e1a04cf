import { describeTable } from "./support/describeTable";
import { assignmentVerbs } from "./support/verbs";

describeTable("faults met by an assignment that comes and goes", ["create", "delete", "read"], assignmentVerbs);
