import { describeTable } from "./support/describeTable";
import { assignmentVerbs } from "./support/verbs";

describeTable("faults met by an assignment", ["create", "update", "reassign", "delete", "read"], assignmentVerbs);
