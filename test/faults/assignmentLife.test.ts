import { describeTable } from "./table/describeTable";
import { assignmentVerbs } from "./table/verbs";

describeTable("faults met by an assignment that comes and goes", ["create", "delete", "read"], assignmentVerbs);
