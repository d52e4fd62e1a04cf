import { describeTable } from "./table/describeTable";
import { assignmentVerbs } from "./table/verbs";

describeTable("faults met by an assignment that changes", ["update", "reassign"], assignmentVerbs);
